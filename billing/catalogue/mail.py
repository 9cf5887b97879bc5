"""What is said of mail: why one waits, and what a person can do about it."""

from billing.catalogue import Sentence

_SEND_AGAIN = {"zh_remedy": "稍后再运行 billing send。", "en_remedy": "Run billing send later."}
_REFUSED_REMEDY = {
    "zh_remedy": "请改正原因，再运行 billing mail resend {id} --to {found} --by NAME --why TEXT；"
    "登记表中邮箱已更改时：billing mail resend {id} --readdress --by NAME --why TEXT",
    "en_remedy": "Mend the cause, then billing mail resend {id} --to {found} --by NAME --why TEXT; "
    "to an address that was changed in the register: "
    "billing mail resend {id} --readdress --by NAME --why TEXT",
}

SENTENCES: dict[str, Sentence] = {
    "mail_address": Sentence(
        zh="{found} 不是可用的邮箱地址。",
        en="{found} is no address that mail can be sent to.",
        zh_remedy="请在登记表中改正，再运行 "
        "billing mail resend {id} --readdress --by NAME --why TEXT",
        en_remedy="Mend it in the register, then "
        "billing mail resend {id} --readdress --by NAME --why TEXT",
    ),
    "mail_unreachable": Sentence(
        zh="连不上邮件服务器 {host}:{port}：{reason}。邮件仍在排队。",
        en="The mail server {host}:{port} cannot be used: {reason}. Mails stay queued.",
        **_SEND_AGAIN,
    ),
    "mail_certificate": Sentence(
        zh="邮件服务器 {host}:{port} 的证书不可信：{reason}。未发送任何邮件。",
        en="The certificate of the mail server {host}:{port} is not to be trusted: {reason}. "
        "Nothing was sent.",
        zh_remedy="请核对 [mail] 的 host；自建证书机构用 ca_file 指定。",
        en_remedy="Check host in [mail]; name an authority of your own with ca_file.",
    ),
    "mail_no_starttls": Sentence(
        zh="邮件服务器 {host}:{port} 不提供 STARTTLS，连接可能被人改动。未发送任何邮件。",
        en="The mail server {host}:{port} does not offer STARTTLS; someone may be in between. "
        "Nothing was sent.",
        zh_remedy='如服务器只支持 TLS 端口，请设 security = "tls"。',
        en_remedy='If it only knows TLS from the start, set security = "tls".',
    ),
    "mail_login": Sentence(
        zh="邮件服务器拒绝登录：{reply}。邮件仍在排队。",
        en="The mail server refuses the login: {reply}. Mails stay queued.",
        zh_remedy="请核对 [mail] 的 user 与密码。",
        en_remedy="Check user in [mail], and the password.",
    ),
    "mail_no_password": Sentence(
        zh="没有邮件密码：环境变量 {name} 为空，也没有 password_file。",
        en="There is no mail password: {name} is not set, and there is no password_file.",
        zh_remedy="请设置其一；密码不写在 billing.toml 里。",
        en_remedy="Set one of them; a password does not belong into billing.toml.",
    ),
    "mail_password_open": Sentence(
        zh="密码文件 {path} 可被他人读取。",
        en="The password file {path} can be read by others.",
        zh_remedy="请运行 chmod 600。",
        en_remedy="Run chmod 600 on it.",
    ),
    "mail_password_unreadable": Sentence(
        zh="无法读取密码文件 {path}。", en="The password file {path} cannot be read."
    ),
    "mail_ca_file": Sentence(
        zh="无法读取证书文件 {path}。", en="The certificates in {path} cannot be read."
    ),
    "mail_off": Sentence(
        zh="邮件未启用。",
        en="Mail is off.",
        zh_remedy='请在 billing.toml 的 [mail] 中设 send = "command" 或 "run"。',
        en_remedy='Set send = "command" or "run" in [mail] of billing.toml.',
    ),
    "mail_stopped": Sentence(
        zh="邮件服务器连续出错，已停止发送：{found}。",
        en="The mail server failed again and again; sending has stopped: {found}.",
        **_SEND_AGAIN,
    ),
    "mail_capped": Sentence(
        zh="已达到每次或每客户的发送上限，其余邮件仍在排队。",
        en="The cap of a run or of a client is reached; the other mails stay queued.",
        zh_remedy="请核对 per_run 与 per_client，再运行 billing send。",
        en_remedy="Look at per_run and per_client, then run billing send.",
    ),
    "mail_changed": Sentence(
        zh="{number} 的邮件 {found} 丢失或被改动，且无法还原为原样，未发送。",
        en="The mail {found} of {number} is lost or was changed, and cannot be made again as it "
        "was; it was not sent.",
        zh_remedy="请从备份恢复该文件，或重新写信："
        "billing mail resend {id} --anew --by NAME --why TEXT。",
        en_remedy="Restore the file, or write the mail anew: "
        "billing mail resend {id} --anew --by NAME --why TEXT",
    ),
    "mail_paper_changed": Sentence(
        zh="附件 {found} 与账簿不符，邮件未写成。",
        en="The attachment {found} is not what the ledger says; the mail was not written.",
        zh_remedy="请再次运行 billing run。",
        en_remedy="Run billing run again.",
    ),
    "mail_not_the_clients": Sentence(
        zh="{found} 不是 {number} 的客户的邮箱，邮件未发送。",
        en="{found} is no address of the client of {number}; the mail was not sent.",
        zh_remedy="请运行 billing verify。",
        en_remedy="Run billing verify.",
    ),
    "mail_not_report_to": Sentence(
        zh="{found} 已不在 billing.toml 的 report_to 中，{month} 的运行报告（{id}）未发送。",
        en="{found} is not in report_to of billing.toml any more; the report of {month} ({id}) "
        "was not sent.",
        zh_remedy="请写回该地址；或由下一次运行重写："
        "billing mail resend {id} --anew --by NAME --why TEXT",
        en_remedy="Enter the address again, or have the next run write it anew: "
        "billing mail resend {id} --anew --by NAME --why TEXT",
    ),
    "mail_report_lost": Sentence(
        zh="{month} 的运行报告（{id}）的邮件 {found} 丢失或被改动，未发送。",
        en="The mail {found} of the report of {month} ({id}) is lost or was changed; "
        "it was not sent.",
        zh_remedy="请从备份恢复该文件；或由下一次运行重写："
        "billing mail resend {id} --anew --by NAME --why TEXT",
        en_remedy="Restore the file, or have the next run write it anew: "
        "billing mail resend {id} --anew --by NAME --why TEXT",
    ),
    "mail_not_written": Sentence(
        zh="{number} 的邮件未能写成：{reason}。",
        en="The mail of {number} could not be written: {reason}.",
        zh_remedy="请排除原因后运行 billing send。",
        en_remedy="Mend the reason, then run billing send.",
    ),
    "mail_in_doubt": Sentence(
        zh="{number} 致 {found} 的邮件是否送达未知（{reply}），不会自动重发。",
        en="Whether the mail of {number} reached {found} is not known ({reply}); "
        "it is not sent again by itself.",
        zh_remedy="请向收件人核实。已收到："
        "billing mail confirm {id} --to {found} --was-delivered --by NAME --why TEXT；"
        "未收到：billing mail resend {id} --to {found} --by NAME --why TEXT",
        en_remedy="Ask there. It arrived: "
        "billing mail confirm {id} --to {found} --was-delivered --by NAME --why TEXT; "
        "it did not: billing mail resend {id} --to {found} --by NAME --why TEXT",
    ),
    "mail_refused": Sentence(
        zh="{number} 致 {found} 的邮件被拒收：{reply}。",
        en="The mail of {number} to {found} was refused: {reply}.",
        **_REFUSED_REMEDY,
    ),
    "mail_not_arrived": Sentence(
        zh="{number} 致 {found} 的邮件未送达（{by}：{why}）。",
        en="The mail of {number} did not reach {found}, as {by} found out: {why}.",
        **_REFUSED_REMEDY,
    ),
    "mail_policy": Sentence(
        zh="邮件服务器以同样的理由连续拒绝了 {count} 个收件人，已停止发送，其余仍在排队：{found}。",
        en="The mail server refused {count} recipients in a row in the same words; sending has "
        "stopped, the other mails stay queued: {found}.",
        zh_remedy="请与邮件服务商核对 [mail] 设置，然后运行 "
        "billing mail resend --refused --by NAME --why TEXT，再运行 billing send。",
        en_remedy="Settle it with the server's provider, see [mail]; then "
        "billing mail resend --refused --by NAME --why TEXT, and billing send.",
    ),
    "mail_put_off": Sentence(
        zh="{number} 致 {found} 的邮件暂未被接收：{reply}。",
        en="The mail of {number} to {found} was put off: {reply}.",
        **_SEND_AGAIN,
    ),
    "mail.report.subject": Sentence(
        zh="{month} 出账情况：{provider}", en="Billing of {month}: {provider}"
    ),
    "mail.report.client": Sentence(zh="客户", en="Client"),
    "mail.report.name": Sentence(zh="名称", en="Name"),
    "mail.report.outcome": Sentence(zh="结果", en="Outcome"),
    "mail.report.number": Sentence(zh="编号", en="Number"),
    "mail.report.amount_due": Sentence(zh="应付金额", en="Amount due"),
    "mail.report.mail": Sentence(zh="邮件", en="Mail"),
    "report.head.mail": Sentence(zh="邮件", en="Mail"),
    "step.send": Sentence(zh="发送", en="send"),
    "mail.state.none": Sentence(zh="无邮件", en="no mail"),
    "mail.state.queued": Sentence(zh="待发送", en="queued"),
    "mail.state.in_doubt": Sentence(zh="存疑", en="in doubt"),
    "mail.state.sent": Sentence(zh="已发送", en="sent"),
    "mail.state.failed": Sentence(zh="被拒收", en="refused"),
    "mail.state.confirmed": Sentence(zh="已确认", en="confirmed"),
    "mail.purpose.invoice": Sentence(zh="结算单", en="invoice"),
    "mail.purpose.credit_note": Sentence(zh="红字单", en="credit note"),
    "mail.purpose.report": Sentence(zh="运行报告", en="report"),
    "mail.head.id": Sentence(zh="编号", en="Mail"),
    "mail.head.number": Sentence(zh="单据", en="Paper"),
    "mail.head.client": Sentence(zh="客户", en="Client"),
    "mail.head.to": Sentence(zh="收件人", en="To"),
    "mail.head.state": Sentence(zh="状态", en="State"),
    "mail.head.at": Sentence(zh="时间", en="Since"),
    "mail.head.reply": Sentence(zh="说明", en="Said"),
    "done.send": Sentence(
        zh="本次已发送 {sent}；尚待发送 {queued}，存疑 {in_doubt}，被拒收 {failed}。",
        en="Sent now: {sent}; still waiting: {queued}, in doubt: {in_doubt}, refused: {failed}.",
        zh_remedy="详情：billing mail list",
        en_remedy="In full: billing mail list",
    ),
    "done.to_me": Sentence(
        zh="{count} 封邮件已发到 {found} 供查看；未记为已发送。",
        en="{count} mails went to {found} to be looked at; none is noted as sent.",
    ),
    "would.send": Sentence(
        zh="将发送 {count} 份；未发送任何邮件。", en="It would send {count}; nothing was sent."
    ),
    "next.send": Sentence(
        zh="邮件已写好，运行 billing send 发送。", en="The mail is written; billing send sends it."
    ),
}
