//! The commands and their arguments.

use crate::manifests::Kind;
use chrono::{NaiveDate, NaiveDateTime};
use clap::{Args, Parser, Subcommand};
use fenjian_planner::formats::FileKind;
use fenjian_planner::problem::DEAREST;
use fenjian_planner::units::Fen;
use fenjian_planner::words::CentreCode;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// 分拣：制证中心证件分拣与配送计划
#[derive(Debug, Parser)]
#[command(name = "fenjian", version)]
pub struct Cli {
    /// 在标准输出上给出一个 JSON 对象
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// One command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 演示：造一个省的一天，导入、计划、发布，并提供页面
    Demo(Demo),
    /// 生成示例数据，每种文件一个
    Sample(Sample),
    /// 导入一个文件
    Import(Import),
    /// 制定当日方案
    Plan(Plan),
    /// 发布方案，使之生效
    Publish(Publish),
    /// 制定分拣方案：去向、格口、各遍和取空次序
    Sort(Sort),
    /// 输出当日单据
    Manifests(Manifests),
    /// 独立检查已保存的方案
    Check(Day),
    /// 结账：未离开的证件转入次日
    Close(Close),
    /// 数量核对
    Reconcile(Day),
    /// 在本机提供页面
    Serve(Serve),
    /// 求解一个线路问题（CVRPLIB、Solomon、Gehring–Homberger）
    Solve(Solve),
    /// 独立核算一个解的费用和可行性
    CheckSolution(CheckSolution),
    /// 工牌：扫描的人以此署名
    #[command(subcommand)]
    Badge(Badge),
    /// 数据库
    #[command(subcommand)]
    Db(Db),
}

/// A centre and a day.
#[derive(Clone, Debug, Args)]
pub struct Day {
    /// 制证中心编码
    #[arg(long, value_parser = centre)]
    pub centre: CentreCode,
    /// 日期，如 2026-09-28
    #[arg(long)]
    pub day: NaiveDate,
}

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// 不提供页面：把单据写入文件夹后结束
    #[arg(long)]
    pub no_serve: bool,
    /// 证件张数
    #[arg(long, default_value_t = 20_000)]
    pub cards: u32,
    /// 省级代码前两位
    #[arg(long, default_value = "44")]
    pub province: u32,
    /// 计划用时
    #[arg(long, default_value = "8s", value_parser = duration)]
    pub time: Duration,
    /// 页面地址
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// 文件夹，存放示例文件和单据
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// Arguments of `sample`.
#[derive(Debug, Args)]
pub struct Sample {
    /// 省级代码前两位，以逗号分隔，或 all
    #[arg(long, default_value = "44", value_parser = provinces)]
    pub provinces: Provinces,
    /// 证件张数
    #[arg(long, default_value_t = 20_000)]
    pub cards: u32,
    /// 随机种子
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 制证日
    #[arg(long, default_value = "2026-09-28")]
    pub day: NaiveDate,
    /// 写入的文件夹
    #[arg(long)]
    pub out: PathBuf,
}

/// Two-digit codes of provinces.
#[derive(Clone, Debug)]
pub struct Provinces(pub Vec<u32>);

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// 文件种类
    #[arg(value_parser = file_kind)]
    pub kind: FileKind,
    /// 文件（CSV、XLSX 或 XLS）
    pub file: PathBuf,
    /// 制证中心编码；只有一个中心时可省略
    #[arg(long, value_parser = centre)]
    pub centre: Option<CentreCode>,
    /// 归属日；默认今天
    #[arg(long)]
    pub day: Option<NaiveDate>,
    /// 只预览，不写入
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub struct Plan {
    /// Whose day.
    #[command(flatten)]
    pub day: Day,
    /// 计划用时
    #[arg(long, default_value = "8s", value_parser = duration)]
    pub time: Duration,
    /// 按迭代次数停止，使结果可重复
    #[arg(long)]
    pub iterations: Option<u64>,
    /// 随机种子
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 线程数；默认用全部核
    #[arg(long)]
    pub threads: Option<usize>,
    /// 避免线路交错：站点到本趟中间一站每公里折算的元数，不计入费用
    #[arg(long, value_name = "元", default_value = "0", value_parser = yuan)]
    pub spread: Fen,
    /// 均衡工时：当班小时数的平方每一折算的元数，不计入费用
    #[arg(long, value_name = "元", default_value = "0", value_parser = yuan)]
    pub balance: Fen,
    /// 随即发布
    #[arg(long)]
    pub publish: bool,
}

/// Arguments of `sort`.
#[derive(Debug, Args)]
pub struct Sort {
    /// Whose day.
    #[command(flatten)]
    pub day: Day,
    /// 只用这台设备；默认各台都可用，取用时最少的安排
    #[arg(long)]
    pub machine: Option<String>,
    /// 随机种子
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 沿用前一日的专用格口，除非调整可省下超过这么多秒
    #[arg(long, default_value_t = 5.0)]
    pub keep: f64,
    /// 何时开始分拣，如 2026-09-27T20:00：各线路须在装车前封袋
    #[arg(long, value_parser = moment)]
    pub begin: Option<NaiveDateTime>,
    /// 该设备上不能使用的格口，以逗号分隔
    #[arg(long, value_delimiter = ',', requires = "machine")]
    pub broken: Vec<u32>,
}

/// Arguments of `publish`.
#[derive(Debug, Args)]
pub struct Publish {
    /// Whose day.
    #[command(flatten)]
    pub day: Day,
    /// 版本；默认最新
    #[arg(long)]
    pub revision: Option<u32>,
    /// 发布人；中心要求两人时，须不是提出者
    #[arg(long)]
    pub by: Option<String>,
}

/// Arguments of `manifests`.
#[derive(Debug, Args)]
pub struct Manifests {
    /// Whose day.
    #[command(flatten)]
    pub day: Day,
    /// 写入的文件夹
    #[arg(long)]
    pub out: PathBuf,
    /// 只输出这一种
    #[arg(long, value_parser = manifest_kind)]
    pub only: Option<Kind>,
    /// 只输出内容还没有印出的单据，并列出作废的纸单
    #[arg(long)]
    pub changed: bool,
    /// 输出的人，记入打印记录；默认是系统用户名
    #[arg(long, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub by: Option<String>,
    /// 袋签用 60 × 40 毫米，默认 100 × 150 毫米
    #[arg(long)]
    pub small_labels: bool,
    /// 中文下方加印第二种文字：en（英文）或译文文件，见 docs/FORMATS.md
    #[arg(long, value_name = "FILE|en")]
    pub second: Option<PathBuf>,
    /// 输出 PDF：A4 单据一个文件，袋签一个文件
    #[arg(long)]
    pub pdf: bool,
    /// PDF 带标签，供读屏软件使用
    #[arg(long, requires = "pdf")]
    pub tagged: bool,
    /// 双面打印：每份单据从正面开始
    #[arg(long, requires = "pdf")]
    pub both_sides: bool,
}

/// Arguments of `close`.
#[derive(Debug, Args)]
pub struct Close {
    /// Whose day.
    #[command(flatten)]
    pub day: Day,
    /// 没有交接成的：线路号、线路号/站序、袋号，或 home；可重复
    #[arg(long)]
    pub undelivered: Vec<String>,
    /// 已自取的受理点编码，或 all；可重复
    #[arg(long)]
    pub collected: Vec<String>,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// 本机地址和端口
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

/// Arguments of `solve`.
#[derive(Debug, Args)]
pub struct Solve {
    /// 问题文件；格式由内容识别
    pub instance: PathBuf,
    /// 最长用时，含读写；默认 10s，指定迭代次数时不限；VROOM 问题够用即止
    #[arg(long, value_parser = duration)]
    pub time: Option<Duration>,
    /// 按迭代次数停止，使结果可重复
    #[arg(long)]
    pub iterations: Option<u64>,
    /// 线程数；默认用全部核
    #[arg(long, value_parser = threads)]
    pub threads: Option<usize>,
    /// 随机种子
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 写入的解文件；默认写到标准输出
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// 写入求解过程的 CSV：秒、迭代次数、费用、线路数
    #[arg(long)]
    pub trace: Option<PathBuf>,
    /// 先求最少车辆，再求最短距离
    #[arg(long)]
    pub fewest_vehicles: bool,
}

/// Arguments of `check-solution`.
#[derive(Debug, Args)]
pub struct CheckSolution {
    /// 问题文件；格式由内容识别
    pub instance: PathBuf,
    /// 解文件（.sol）
    pub solution: PathBuf,
}

/// What to do with badges.
#[derive(Debug, Subcommand)]
pub enum Badge {
    /// 登记一人并打印其工牌条码内容；只显示这一次
    Add {
        /// 姓名
        #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
        name: String,
        /// 制证中心编码
        #[arg(long, value_parser = centre)]
        centre: CentreCode,
    },
}

/// What to do with the database.
#[derive(Debug, Subcommand)]
pub enum Db {
    /// 启动私有数据库并保持运行
    Up,
    /// 停止私有数据库
    Down,
    /// 打印连接串
    Url,
    /// 建立或升级表结构
    Migrate,
}

fn centre(text: &str) -> Result<CentreCode, String> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if plain {
        Ok(CentreCode(text.to_owned()))
    } else {
        Err("编码只用字母、数字和连字符".into())
    }
}

fn moment(text: &str) -> Result<NaiveDateTime, String> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .map_err(|_| "写作 2026-09-27T20:00".into())
}

fn duration(text: &str) -> Result<Duration, String> {
    humantime::parse_duration(text).map_err(|e| format!("写作 30s 或 2m：{e}"))
}

/// Yuan with at most two decimals, as the problem takes them.
fn yuan(text: &str) -> Result<Fen, String> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let sound = digits(whole) && digits(part) && part.len() <= 2;
    let fen = || {
        Some(
            100 * whole.parse::<i64>().ok()?.min(DEAREST.0)
                + format!("{part:0<2}").parse::<i64>().ok()?,
        )
    };
    let price = sound.then(fen).flatten().map(Fen).filter(|price| *price <= DEAREST);
    price.ok_or_else(|| format!("写作 0.50，至多 {} 元", DEAREST.yuan()))
}

fn threads(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=1024).contains(n)).ok_or("线程数为 1 至 1024".into())
}

fn provinces(text: &str) -> Result<Provinces, String> {
    if text == "all" {
        return Ok(Provinces(fenjian_planner::sample::provinces()));
    }
    let known = fenjian_planner::sample::provinces();
    let one = |part: &str| match part.trim().parse() {
        Ok(code) if known.contains(&code) => Ok(code),
        _ => Err(format!("没有省级代码 {part}")),
    };
    text.split(',').map(one).collect::<Result<_, _>>().map(Provinces)
}

fn file_kind(text: &str) -> Result<FileKind, String> {
    let words: Vec<_> = FileKind::ALL.iter().map(|k| k.word()).collect();
    FileKind::named(text).ok_or_else(|| format!("种类是其中之一：{}", words.join("、")))
}

fn manifest_kind(text: &str) -> Result<Kind, String> {
    let words: Vec<_> = Kind::ALL.iter().map(|k| k.word()).collect();
    Kind::named(text).ok_or_else(|| format!("种类是其中之一：{}", words.join("、")))
}
