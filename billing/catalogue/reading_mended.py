"""What is said of returned workbooks that come back into the inbox."""

from billing.catalogue import Sentence

MENDED_FILES: dict[str, Sentence] = {
    "file_mended": Sentence(
        zh="已由更正后的 {found} 代替，未读取。",
        en="{found} corrects this file and takes its place: not read.",
    ),
    "mended_twice": Sentence(
        zh="与 {found} 都是同一文件的更正，无法判断以哪个为准。",
        en="This file and {found} both correct the same file: which one counts?",
        zh_remedy="请只保留正确的一份。",
        en_remedy="Keep the right one only.",
    ),
    "mends_two": Sentence(
        zh="所更正的文件有内容相同的几份，靠文件名区分：{found}；无法判断更正的是哪一份。",
        en="It corrects a file that lies here under several names, as other rows each: {found}.",
        zh_remedy="请把各份的日期或店铺写成列，合为一个文件，再从收件文件夹移走原文件。",
        en_remedy="Write their dates or stores in a column of one file, and remove the others.",
    ),
    "marks_unchanged": Sentence(
        zh="退回时标红的 {marked} 处中有 {found} 处仍未改动：{cells}。",
        en="Of {marked} places marked red when it was returned, {found} are as they were: {cells}.",
        zh_remedy="请改写红色单元格后保存，再放入收件文件夹。",
        en_remedy="Type over the red cells, save the workbook, and drop it again.",
    ),
}
