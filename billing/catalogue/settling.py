"""What a person says of a mail, and what came of saying it."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "mail_only_in_doubt": Sentence(
        zh="{found} 的邮件没有被拒收的；{expected} 是否送达未知，可能已收到，未再排队。",
        en="No copy of the mail of {found} was refused; whether it reached {expected} is not "
        "known, and it was not queued again.",
        zh_remedy="先向收件人核实；确要再次发送，请用 --to 写明收件人，或加 --also-in-doubt。",
        en_remedy="Ask there first; to send it again, name the recipient with --to, "
        "or add --also-in-doubt.",
    ),
    "mail_report_address": Sentence(
        zh="{found} 是运行报告，收件人在 billing.toml 的 report_to 中。",
        en="{found} is a report; who gets it stands in report_to of billing.toml.",
        zh_remedy="改好后由下一次运行重写：billing mail resend {id} --anew --by NAME --why TEXT",
        en_remedy="Change it there, then have the next run write the report anew: "
        "billing mail resend {id} --anew --by NAME --why TEXT",
    ),
    "mail_no_recipient": Sentence(
        zh="{found} 不是 {number} 的邮件的收件人：{expected}。",
        en="{found} is no recipient of the mail of {number}: {expected}.",
        zh_remedy="请用 billing mail list 查看。",
        en_remedy="See billing mail list.",
    ),
    "mail_settled": Sentence(
        zh="{found} 的邮件没有可确认的收件人：存疑的没有，被拒收的须用 --to 写明。",
        en="No copy of the mail of {found} is in doubt: there is nothing to confirm. "
        "One that was refused is named with --to.",
        zh_remedy="请用 billing mail list 查看。",
        en_remedy="See billing mail list.",
    ),
    "mail.left.in_doubt": Sentence(
        zh="未动：{found} 是否送达未知。已收到："
        "billing mail confirm {id} --to {found} --was-delivered --by NAME --why TEXT；"
        "再发：billing mail resend {id} --to {found} --by NAME --why TEXT",
        en="Left alone: {found}, in doubt. It arrived: "
        "billing mail confirm {id} --to {found} --was-delivered --by NAME --why TEXT; "
        "send it again: billing mail resend {id} --to {found} --by NAME --why TEXT",
    ),
    "mail.left.failed": Sentence(
        zh="未动：{found} 被拒收。再发：billing mail resend {id} --to {found} --by NAME --why TEXT",
        en="Left alone: {found}, refused. Send it again: "
        "billing mail resend {id} --to {found} --by NAME --why TEXT",
    ),
    "mail_unknown": Sentence(
        zh="没有邮件或单据“{found}”。",
        en="There is no mail and no paper “{found}”.",
        zh_remedy="请用 billing mail list 查看。",
        en_remedy="See billing mail list.",
    ),
    "mail_several": Sentence(
        zh="“{found}”有多封邮件：{expected}。",
        en="“{found}” has several mails: {expected}.",
        zh_remedy="请写明其中一封的编号。",
        en_remedy="Name the id of one of them.",
    ),
    "mail_sent_already": Sentence(
        zh="{found} 的邮件已送达。",
        en="The mail of {found} was delivered.",
        zh_remedy="如确需再次发送，请加 --anyway。",
        en_remedy="To send it once more all the same, add --anyway.",
    ),
    "mail_no_new_address": Sentence(
        zh="登记表中 {client} 没有可用的新地址。",
        en="The register has no address of {client} that was not used yet.",
        zh_remedy="请先在登记表中填写收件邮箱。",
        en_remedy="Enter one in the register first.",
    ),
    "done.confirmed": Sentence(
        zh="{number} 致 {found} 的邮件记为{state}。",
        en="The mail of {number} to {found} is now: {state}.",
    ),
    "done.requeued": Sentence(
        zh="{number} 的邮件将再次发送至 {found}。下一步：billing send",
        en="The mail of {number} will be sent to {found}. Next: billing send",
    ),
    "done.none_refused": Sentence(zh="没有被拒收的邮件。", en="No mail was refused."),
    "done.report_anew": Sentence(
        zh="{number}（{found}）已了结，下一次运行重写：billing run --month {month}",
        en="The mail of {number} to {found} is settled; the next run writes it anew: "
        "billing run --month {month}",
    ),
    "done.report_settled": Sentence(
        zh="{number} 致 {found} 的邮件已了结，不再发送；其他收件人已有此报告。",
        en="The mail of {number} to {found} is settled and will not be sent; "
        "others have that report, or may have it.",
    ),
    "next.no_mail": Sentence(
        zh="{number} 没有邮件：登记表中 {client} 没有邮箱。填写后运行 "
        "billing mail resend {number} --readdress --by NAME --why TEXT",
        en="There is no mail of {number}: the register has no address of {client}. Enter one, then "
        "billing mail resend {number} --readdress --by NAME --why TEXT",
    ),
}
