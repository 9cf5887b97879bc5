"""What is said of a register whose file cannot be read."""

from billing.catalogue import Sentence

_OPEN = {
    "zh_remedy": "请用 Excel 打开检查并保存为 .xlsx。",
    "en_remedy": "Open it in Excel, check it, and save it as .xlsx.",
}

FILES: dict[str, Sentence] = {
    "register_file_empty": Sentence(
        zh="合同表 {file} 为空（0 字节）。", en="The register {file} is empty, 0 bytes.", **_OPEN
    ),
    "register_file_damaged": Sentence(
        zh="合同表 {file} 已损坏或不完整。",
        en="The register {file} is damaged, or cut short.",
        **_OPEN,
    ),
    "register_file_encrypted": Sentence(
        zh="合同表 {file} 有密码保护。",
        en="The register {file} is protected by a password.",
        zh_remedy="请去掉密码后另存。",
        en_remedy="Save it without a password.",
    ),
    "register_file_too_large": Sentence(
        zh="合同表 {file} 解压后过大。", en="The register {file} is too large unpacked.", **_OPEN
    ),
    "register_file_unknown": Sentence(
        zh="合同表 {file} 不是 .xlsx 工作簿。",
        en="The register {file} is no .xlsx workbook.",
        **_OPEN,
    ),
    "register_file_xlsb": Sentence(
        zh="合同表 {file} 是 .xlsb 格式，不能读取。",
        en="The register {file} is an .xlsb, which is not read.",
        **_OPEN,
    ),
    "register_file_part_twice": Sentence(
        zh="合同表 {file} 中有两个同名的部件，无法确定以哪个为准。",
        en="Two parts of the register {file} have one name: which counts cannot be told.",
        **_OPEN,
    ),
    "register_file_part_dtd": Sentence(
        zh="合同表 {file} 内的 XML 带有 DTD，出于安全不读取。",
        en="The XML in the register {file} has a DTD, and is not read.",
        **_OPEN,
    ),
    "register_file_part_encoding": Sentence(
        zh="合同表 {file} 内的 XML 使用了工作簿不允许的编码。",
        en="The XML in the register {file} has an encoding that no workbook may have.",
        **_OPEN,
    ),
    "register_file_bomb": Sentence(
        zh="合同表 {file} 压缩得过密，未读取。",
        en="The register {file} is packed so densely that no program can have saved it.",
        **_OPEN,
    ),
    "register_file_cell_twice": Sentence(
        zh="合同表 {file} 中有单元格出现两次。",
        en="A cell stands in the register {file} twice: which one counts cannot be told.",
        **_OPEN,
    ),
    "register_file_cell_misplaced": Sentence(
        zh="合同表 {file} 中有不成立的单元格地址。",
        en="The register {file} has a cell outside its sheet or its row.",
        **_OPEN,
    ),
    "register_file_sheet_twice": Sentence(
        zh="合同表 {file} 有两个同名的工作表。",
        en="Two sheets of the register {file} have one name.",
        zh_remedy="请给工作表各取不同的名称。",
        en_remedy="Give each sheet its own name.",
    ),
    "register_file_other": Sentence(
        zh="合同表 {file} 不是 .xlsx 工作簿。",
        en="The register {file} is no .xlsx workbook.",
        **_OPEN,
    ),
    "register_file_archive": Sentence(
        zh="合同表 {file} 是压缩包，不是 .xlsx 工作簿。",
        en="The register {file} is an archive of files, no .xlsx workbook.",
        **_OPEN,
    ),
}
