"""Words of the workbooks that are given back marked."""

from billing.catalogue import Sentence

_PAIRS = {
    "returned.sheet": ("需更正", "To correct"),
    "returned.title": ("需要更正的内容", "What has to be corrected"),
    "returned.file": ("文件：{file}", "File: {file}"),
    "returned.how": (
        "红色单元格必须更正，黄色单元格请核对。点“单元格”一列可跳到该处；单元格的批注写明问题和填法。",
        (
            "Red cells must be corrected, yellow ones checked. An entry of the column Cell leads "
            "there; the comment says what was found and what to type."
        ),
    ),
    "returned.drop": (
        "更正后保存，放入收件文件夹即可：本文件自动代替原文件，原文件不必删除，批注和颜色也不必清除。",
        (
            "Save it, and drop it into the inbox. It takes the place of the original, which may "
            "stay, and so may comments and colours."
        ),
    ),
    "returned.made.csv": (
        "原文件是文本（csv），本文件按读到的内容另存为工作簿。",
        "The original is separated text (csv); this workbook holds the values as they were read.",
    ),
    "returned.made.xls": (
        "原文件是旧格式（xls），本文件只含读到的值，不含格式、公式和图表。",
        (
            "The original is an old .xls; this workbook holds the values as they were read, no "
            "formats, formulas or charts."
        ),
    ),
    "returned.made.ods": (
        "原文件是 ods，本文件只含读到的值，不含格式、公式和图表。",
        (
            "The original is an .ods; this workbook holds the values as they were read, no "
            "formats, formulas or charts."
        ),
    ),
    "returned.emptied": (
        "为保护买家信息，以下各列已清空，计费不需要它们：{headers}",
        "To protect buyers these columns were emptied; billing does not need them: {headers}",
    ),
    "returned.mends": ("代替原文件（请勿改动）", "Takes the place of (do not change)"),
    "returned.severity.blocked": ("须更正", "correct"),
    "returned.severity.warned": ("请核对", "check"),
    "returned.reason.withheld": (
        "其中嵌有数据模型或其他文件，买家信息无法从中清除",
        "it embeds a data model or other files, from which buyers cannot be removed",
    ),
    "returned.reason.disordered": (
        "其中的行或单元格次序错乱",
        "its rows or cells do not stand in order",
    ),
    "returned.reason.unwritable": (
        "退回的工作簿无法写入，请关闭打开它的程序",
        "the marked workbook cannot be written; close what has it open",
    ),
    "returned.reason.large": (
        "文件太大，标注它超出了限额",
        "it takes more to be marked than it may",
    ),
    "returned.reason.fault": ("程序出错，见 billing.log", "the program failed; see billing.log"),
    "returned.more": (
        "另有 {count} 个同类问题，未逐一标出；第一个是：{sentence}",
        "{count} more problems of this kind, not all of them marked. The first: {sentence}",
    ),
    "returned.whole_sheet": ("整张工作表", "the whole sheet"),
    "returned.head.number": ("序号", "No."),
    "returned.head.severity": ("要求", "Action"),
    "returned.head.sheet": ("工作表", "Sheet"),
    "returned.head.cell": ("单元格", "Cell"),
    "returned.head.found": ("发现的问题", "What was found"),
    "returned.head.remedy": ("怎么办", "What to do"),
    "returned.head.waits": ("等待它的客户", "Clients that wait for it"),
    "returned.head.fingerprint": ("校验", "Check mark"),
}

SENTENCES: dict[str, Sentence] = {
    **{code: Sentence(zh=zh, en=en) for code, (zh, en) in _PAIRS.items()},
    "returned_written": Sentence(
        zh="有 {count} 个文件需要更正，已标注退回：{path}",
        en="Files to correct, marked and given back: {count}, in {path}",
    ),
    "returned_touched": Sentence(
        zh="{path} 已被人改动，未覆盖。",
        en="{path} was changed by somebody, and is left as it is.",
        zh_remedy="如已更正，请把它放入收件文件夹；否则请删除它。",
        en_remedy="If it is corrected, drop it into the inbox; if not, delete it.",
    ),
    "returned_failed": Sentence(
        zh="文件 {file} 无法标注退回：{reason}。",
        en="{file} could not be marked and given back: {reason}.",
        zh_remedy="请按列出的单元格在原文件中更正。",
        en_remedy="Correct the original by the cells that are listed.",
    ),
}
