"""Who makes the pages: processes, clusters, and what becomes of them."""

from billing.catalogue import Sentence

SENTENCES: dict[str, Sentence] = {
    "workers_unknown": Sentence(
        zh="--workers {found} 不是进程数，也不是 dask://主机:端口。",
        en="--workers {found} is neither a number of processes nor dask://HOST:PORT.",
        zh_remedy="例如 --workers 4；0 或 1 表示只用本进程。",
        en_remedy="For example --workers 4; 0 and 1 stand for this process alone.",
    ),
    "workers_start": Sentence(
        zh="制作页面的进程无法启动；已开具的编号和账簿不受影响。",
        en="The processes that make pages do not start; numbers given and the ledger are whole.",
        zh_remedy="请加 --workers 0 重新运行，由本进程完成。",
        en_remedy="Run again with --workers 0, and this process does all.",
    ),
    "worker_died": Sentence(
        zh="制作此页的进程连续 {count} 次意外终止（例如内存不足，或十分钟内未能完成）。",
        en="The process that made this page died {count} times, for want of memory perhaps, "
        "or for no end within ten minutes.",
        zh_remedy="编号已留存；释放内存后再次运行即可补上。",
        en_remedy="The number is kept; run again with more memory free.",
    ),
    "draft_died": Sentence(
        zh="{name} 的草稿：制作它的进程连续 {count} 次意外终止"
        "（例如内存不足，或十分钟内未能完成）。",
        en="Draft of {name}: what made it died {count} times, for want of memory perhaps, "
        "or for no end within ten minutes.",
        zh_remedy="释放内存后再次运行 billing preview。",
        en_remedy="Run billing preview again with more memory free.",
    ),
    "workers_need_dask": Sentence(
        zh="dask:// 需要另外安装 distributed。",
        en="dask:// needs distributed, which is not installed.",
        zh_remedy="请运行 pip install 'billing[dask]'。",
        en_remedy="Run pip install 'billing[dask]'.",
    ),
    "workers_no_scheduler": Sentence(
        zh="在 {found} 上没有可用的 Dask 调度器；本次未作任何更改。",
        en="No Dask scheduler answers at {found}; nothing was changed.",
        zh_remedy="请启动调度器，或改用 --workers N 在本机运行。",
        en_remedy="Start it, or run on this machine with --workers N.",
    ),
    "workers_none": Sentence(
        zh="{found} 的 Dask 调度器没有任何工作进程。",
        en="The Dask scheduler at {found} has no workers.",
        zh_remedy="请启动 dask worker {found} --nthreads 1。",
        en_remedy="Start one with dask worker {found} --nthreads 1.",
    ),
    "workers_silent": Sentence(
        zh="Dask 工作进程 {where} 没有应答；本次未作任何更改。",
        en="The Dask worker {where} does not answer; nothing was changed.",
        zh_remedy="请结束或重启该进程后再次运行；调度器通常在五分钟后自行移除它。",
        en_remedy="End it or start it anew, and run again; "
        "a scheduler drops it by itself after five minutes, as a rule.",
    ),
    "workers_unlike": Sentence(
        zh="工作进程 {where} 与本机不同，页面的字节会不一样：它是 {found}，本机是 {expected}。",
        en="The worker {where} is unlike this machine, so its pages would be: "
        "it has {found}, and here is {expected}.",
        zh_remedy="请在各机安装相同版本，并共享同一工作区文件夹；或改用 --workers N。",
        en_remedy="Install the same on all, and share the workspace's folder; or use --workers N.",
    ),
    "workers_gone": Sentence(
        zh="{found} 的 Dask 集群不再应答；账簿完好，已给出的编号和已写好的页面都保留。",
        en="The Dask cluster at {found} has gone; the ledger is whole, and numbers given and pages "
        "written stay.",
        zh_remedy="请再次运行；--workers N 可在本机完成其余部分。",
        en_remedy="Run again; with --workers N this machine does the rest.",
    ),
}
