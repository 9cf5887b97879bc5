"""What is said of mails that wait or are open, at the end of a run and of `billing send`."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "would.wait": Sentence(
        zh="另有 {count} 份超过每次或每客户的上限（per_run、per_client），留待下次。",
        en="{count} more would wait: the cap of a run or of a client (per_run, per_client).",
    ),
    "settings.mail_host": Sentence(
        zh="“{found}”不是主机名；只写主机，端口写在 port。",
        en="{found} is no name of a host; name the host alone, its port goes into port.",
    ),
    "mail_password_empty": Sentence(
        zh="密码文件 {path} 是空的。",
        en="The password file {path} is empty.",
        zh_remedy="请把密码写进该文件，只写一行。",
        en_remedy="Write the password into it, as its only line.",
    ),
    "schedule.odd_name": Sentence(
        zh="“{found}”不能用作{option}。",
        en="“{found}” cannot stand in a service as {option}.",
        zh_remedy="只用字母、数字和 . _ - @。",
        en_remedy="Use letters, digits and . _ - @ alone.",
    ),
    "like.none": Sentence(zh="无", en="none"),
    "output_lost": Sentence(
        zh="输出无法写出：{reason}。命令已做的都在账簿里，没有丢失。",
        en="The output could not be written: {reason}. What the command did is in the books.",
        zh_remedy="一次出账的结果见 outbox 中该月的 run.json。",
        en_remedy="What a run came to is in run.json, in the month's folder of the outbox.",
    ),
    "due.firing": Sentence(zh="—— {at} billing run --if-due", en="-- {at} billing run --if-due"),
    "mails_wait": Sentence(
        zh="{count} 份邮件待发送：{billing} send",
        en="Mails that wait: {count}. Next for them: {billing} send",
    ),
    "next.send_waiting": Sentence(
        zh="{billing} send 发送邮件（先看一看：{billing} send --dry-run）",
        en="{billing} send brings the mails on their way ({billing} send --dry-run shows them)",
    ),
    "next.mails": Sentence(
        zh="按上面的命令处理各封邮件；{billing} mail list 列出全部",
        en="settle the mails named above; {billing} mail list shows them all",
    ),
    "mails_open": Sentence(zh="未了结的邮件（{count}）：", en="Mails that are open ({count}):"),
    "mails_open.more": Sentence(
        zh="  …… 另有 {count} 条：{billing} mail list",
        en="  ... and {count} more: {billing} mail list",
    ),
}
