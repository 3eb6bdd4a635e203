//! Errors and findings: each has a code, a cause and what to do.
//!
//! Every code stands in this one list and in `docs/ERRORS.md`; a test holds the two together.
//! First letter: F files, R rows, Q quarantine, H holds, P planning, D the desk, C checking, A answers, V VROOM,
//! S store, W program.

use std::fmt;

/// One kind of error, finding or reason.
#[derive(Debug)]
pub struct Kind {
    /// What people say on the telephone: `F101`.
    pub id: &'static str,
    /// What happened, in Chinese.
    pub cause: &'static str,
    /// What to do about it, in Chinese.
    pub action: &'static str,
}

/// A reference into the one list of kinds; compared by identifier.
#[derive(Clone, Copy)]
pub struct Code(&'static Kind);

impl std::ops::Deref for Code {
    type Target = Kind;
    fn deref(&self) -> &Kind {
        self.0
    }
}
impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
impl Eq for Code {}
impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Code {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.id.cmp(other.id)
    }
}
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Code {
    /// The code called `id`, for reading stored values back.
    pub fn named(id: &str) -> Option<Self> {
        ALL.iter().copied().find(|code| code.id == id)
    }
}

macro_rules! codes {
    ($($name:ident $id:literal $cause:literal $action:literal)*) => {
        $(
            #[doc = concat!($id, "：", $cause)]
            pub const $name: Code = Code(&Kind { id: $id, cause: $cause, action: $action });
        )*
        /// Every code, in the order of `docs/ERRORS.md`.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    // Files: nothing was imported.
    EMPTY_FILE          "F101" "文件是空的" "检查导出是否完成，重新导出后再导入"
    UNKNOWN_ENCODING    "F102" "文字编码无法识别" "另存为 UTF-8 或 GB18030 的 CSV 后再导入"
    WRONG_HEADER        "F103" "找不到表头，或缺少必需的列" "对照 docs/FORMATS.md 补齐列名"
    LONG_RECORD         "F104" "一行过长" "检查引号是否成对、换行是否丢失"
    BROKEN_WORKBOOK     "F105" "工作簿打不开" "在表格软件中打开后另存为 XLSX 或 CSV"
    UNREADABLE_FILE     "F106" "文件读不出来" "检查路径、权限和磁盘"
    NO_ROWS             "F107" "只有表头，没有数据行" "检查导出的日期和范围"
    // Routing files: problems and solutions in the formats of benchmarks; nothing was read.
    NOT_A_ROUTING_FILE  "F301" "不是认识的线路问题文件" "使用 CVRPLIB、Solomon 或 VROOM JSON 格式，见 docs/FORMATS.md"
    KEY_UNSUPPORTED     "F302" "有不支持的项目，不能略过" "去掉该项目，或换用支持它的格式"
    KEY_MISSING         "F303" "缺少必需的项目" "对照 docs/FORMATS.md 补齐"
    NUMBER_BAD          "F304" "数值无法识别或不合规定" "按 docs/FORMATS.md 的写法改正"
    COUNT_WRONG         "F305" "项目重复、缺少，或个数不符" "核对该段的行数、编号和个数"
    NUMBER_TOO_LARGE    "F306" "数值太大，无法计算" "换用更小的单位后再试"
    DEMAND_TOO_LARGE    "F307" "需求量超过车辆容量" "拆分该客户的需求，或提高容量"
    NO_CUSTOMERS        "F308" "没有客户" "至少写入一个车场和一个客户"
    CUSTOMER_TOO_FAR    "F309" "有客户单独一条线路也赶不上时间" "放宽该客户或车场的时间窗"
    FLEET_TOO_SMALL     "F310" "全部车辆也装不下" "增加车辆数，或提高容量"
    NOT_TEXT            "F311" "不是 UTF-8 文本" "另存为 UTF-8 文本后再试"
    SOLUTION_UNREADABLE "F312" "解文件无法识别" "每条线路写作 Route #1: 3 5 7，费用写作 Cost 1234"
    // Rows: refused, or accepted with a remark.
    NO_SERIAL           "R201" "没有可用的证件序列号" "在来源系统中查明该证件后补报"
    SERIAL_TWICE        "R202" "同一文件中同一序列号内容不同" "查明哪一行为准，只保留一行后再导入"
    HALF_ROW            "R203" "列数与表头不符" "补齐该行后再导入"
    BAD_VALUE           "R204" "值无法识别" "按 docs/FORMATS.md 的写法改正"
    SWAPPED_COORDINATES "R205" "经度和纬度写反了" "交换 lon 与 lat 两列"
    OUTSIDE_CHINA       "R206" "坐标不在中国境内" "核对 WGS-84 坐标"
    PARENT_CYCLE        "R207" "上级关系成环" "改正 parent_code"
    PARENT_UNFIT        "R208" "上级不存在、停用，或自身不是直接交接" "先导入上级，或改正 parent_code"
    BAD_HOURS           "R209" "开放时间写法无法识别" "按 opening_hours 写法改正"
    CUT_NUMBERS         "R210" "表格软件把长数字截成了 15 位" "把该列设为文本格式后重新导出"
    CHANGED_AFTER_SEAL  "R211" "证件已封袋或已离开，来件内容却变了" "人工核对原件，不会自动改动"
    KEY_TWICE           "R212" "同一文件中同一编号出现两次" "只保留一行后再导入"
    MISSING_VALUE       "R213" "必填的值是空的" "补齐该值后再导入"
    UNKNOWN_COLUMN      "R214" "有不认识的列，已忽略" "核对列名是否写错"
    OTHER_CENTRE        "R216" "证件已在另一制证中心的账上" "由两中心核对后办理移交"
    UNKNOWN_CENTRE      "R217" "制证中心编码不存在" "先导入 centres，或改正 centre 列"
    // Quarantine: the card is in the ledger and does not move.
    BAD_CHECK_DIGIT     "Q301" "公民身份号码校验不符" "退回受理点核对号码"
    IMPOSSIBLE_DATE     "Q302" "日期不可能" "核对申领、制证日期"
    UNKNOWN_LOCATION    "Q303" "受理点编码不存在" "在受理点表中登记，或登记为曾用编码"
    ALERTED             "Q304" "在布控名单中" "按布控原因处理后解除"
    SECOND_CARD         "Q305" "同一人有两张在途证件" "查明后保留一张，另一张按规定处理"
    RECEIPT_SHOWS_ID    "Q306" "受理号中含公民身份号码" "由来源系统更换受理号"
    UNREADABLE_CARD     "Q307" "必填项缺失或无法识别" "补齐后再导入"
    CLOSED_LOCATION     "Q308" "受理点已撤销，且无承接单位" "登记承接受理点或上级"
    NO_DROP_POINT       "Q309" "由上级转交，但上级不存在或已停用" "改正受理点的上级"
    // Holds: the card waits for another day.
    CLOSED_TODAY        "H401" "交接点当日不开放" "改日送达"
    NO_VEHICLE          "H402" "没有可用车辆" "调入车辆"
    SKILL_MISSING       "H403" "没有具备所需条件的车辆" "调入具备条件的车辆"
    POUCHES_EXCEEDED    "H404" "车辆装不下这些证件袋" "增加车辆或车次"
    WEIGHT_EXCEEDED     "H405" "超过车辆载重" "增加车辆或车次"
    WINDOW_MISSED       "H406" "赶不上可交接时间" "提前发车或与交接点约定时间"
    SHIFT_EXCEEDED      "H407" "超过车辆当班时间" "延长当班时间或增加车辆"
    DISTANCE_EXCEEDED   "H408" "超过车辆最大里程" "增加车辆或提高里程上限"
    STOPS_EXCEEDED      "H409" "超过车辆最大站数" "增加车辆或提高站数上限"
    DOCK_BUSY           "H410" "装车位排不开" "增加装车位或提前装车"
    CABINET_FULL        "H411" "自助柜没有空格" "等待取件或改送上级"
    BREAK_MISSED        "H412" "安排不下司机休息" "调整休息时间或增加车辆"
    HELD_BY_PERSON      "H413" "计划员决定待发" "由计划员改派"
    // Planning.
    INVALID_PROBLEM     "P501" "当日数据自相矛盾" "按说明改正后重新计划"
    NOTHING_TO_PLAN     "P502" "当日没有证件" "先导入当日证件"
    NO_ROUTES_FOUND     "P503" "没有找到送到所有客户的线路" "延长用时，增加车辆，或放宽时间窗"
    POCKETS_TOO_FEW     "P504" "格口太少，分不开这些去向" "换用格口更多的设备"
    SEALED_ASTRAY       "P505" "已封的袋与当日数据不符" "恢复其车辆、受理点或交接点，或拆封这些袋后重新计划"
    RULE_SET_ASIDE      "P506" "常设规则当日搁置" "不影响当日计划；长期不再适用的，请负责人结束该规则"
    INCIDENT_LEFT_OUT   "P507" "仍有效的当日变化未能带入计划" "在调度台上处理，不再有效的请解除"
    // The desk: an edit that was not made.
    FROZEN_STAYS        "D101" "已封袋或已发车，不能移动" "改其他车辆；已封的袋须先拆封"
    NOT_THERE           "D102" "线路、站或位置已不在那里" "看最新的草稿后再改"
    LIMITS_BROKEN       "D103" "改动违反限制" "采用所列补救，或写明姓名和理由后保留"
    LOCKED              "D104" "已锁定，不能移动" "先解锁"
    DEPARTURE_KEPT      "D105" "定下的发车时刻做不到" "改发车时刻，或取消定时"
    EDIT_SENSELESS      "D106" "改动没有意义" "核对所选的站、袋和位置"
    NOTHING_TO_UNDO     "D107" "没有可撤销或可重做的改动" "不需处理"
    DRAFT_UNSOUND       "D108" "改动后的方案没有通过检查，未采用" "把说明交给维护人员"
    ALREADY_THERE       "D109" "该线路已经到这个交接点" "改用合并"
    TRAY_EMPTY          "D110" "待发中没有能送这个交接点的证件" "看最新的草稿；自助柜须有空格"
    REASON_MISSING      "D111" "没有写明姓名或理由" "写明姓名和理由"
    VEHICLE_OUT         "D112" "车辆今天停用" "改用其他车辆，或撤回停用"
    INCIDENT_SENSELESS  "D113" "当日变化不成立" "核对所选的车辆、地点、时刻和范围"
    OVERTAKEN           "D114" "别人先改了，这一改动没有采用" "看清他人所改后再改"
    // Checking: the plan breaks the problem.
    CARDS_LOST          "C601" "证件数不合拢" "不要使用该方案，重新计划"
    POUCH_WRONG         "C602" "证件袋与规定不符" "不要使用该方案，重新计划"
    STOP_TWICE          "C603" "同一批证件出现两次" "不要使用该方案，重新计划"
    LOAD_EXCEEDED       "C604" "超过车辆装载量" "不要使用该方案，重新计划"
    OUTSIDE_WINDOW      "C605" "不在可交接时间内" "不要使用该方案，重新计划"
    TIMES_WRONG         "C606" "时刻推算不符" "不要使用该方案，重新计划"
    OUTSIDE_SHIFT       "C607" "超出当班时间" "不要使用该方案，重新计划"
    OVER_DISTANCE       "C608" "超过最大里程" "不要使用该方案，重新计划"
    OVER_STOPS          "C609" "超过最大站数" "不要使用该方案，重新计划"
    BREAK_WRONG         "C610" "休息不符合规定" "不要使用该方案，重新计划"
    DOCK_CLASH          "C611" "同一装车位同时装两辆车" "不要使用该方案，重新计划"
    TRIPS_WRONG         "C612" "车次不符合规定" "不要使用该方案，重新计划"
    SKILL_LACKING       "C613" "车辆不具备所需条件" "不要使用该方案，重新计划"
    COST_WRONG          "C614" "里程或费用推算不符" "不要使用该方案，重新计划"
    HOLD_WRONG          "C615" "待发原因与事实不符" "不要使用该方案，重新计划"
    UNKNOWN_REFERENCE   "C616" "方案引用了不存在的对象" "不要使用该方案，重新计划"
    KEPT_CHANGED        "C617" "已封的袋或其线路被改动" "不要使用该方案，重新计划"
    // Checking: the sort plan does not sort what the plan ships.
    POCKET_WRONG        "C651" "格口不存在或用了两次" "不要使用该分拣方案，重新计划"
    WAY_WRONG           "C652" "证件经过的格口不连贯" "不要使用该分拣方案，重新计划"
    SWEEP_WRONG         "C653" "取空次序与装车次序不符，或两个去向混在一起" "不要使用该分拣方案，重新计划"
    DESTINATION_WRONG   "C654" "去向、证件袋或装车序号与方案不符" "不要使用该分拣方案，重新计划"
    // Checking: a solution breaks a routing problem in the format of a benchmark.
    CUSTOMER_MISSING    "C631" "有客户没有送到" "不要使用该解，重新求解"
    CUSTOMER_TWICE      "C632" "客户出现不止一次" "不要使用该解，重新求解"
    CUSTOMER_UNKNOWN    "C633" "没有这个客户" "核对解文件与问题文件是否成对"
    ROUTE_OVERLOADED    "C634" "线路超过车辆容量" "不要使用该解，重新求解"
    ROUTE_LATE          "C635" "线路赶不上时间" "不要使用该解，重新求解"
    ROUTES_TOO_MANY     "C636" "线路多于车辆数" "不要使用该解，重新求解"
    ROUTE_EMPTY         "C637" "线路上没有客户" "去掉空的线路"
    COST_DIFFERS        "C638" "写明的费用与推算不符" "以推算的费用为准"
    SOLUTION_WRONG      "C639" "解没有通过核算" "按列出的各处改正，或重新求解"
    // Answers: what an answer to a rich routing problem breaks.
    PROBLEM_MALFORMED   "A100" "线路问题本身不合规定" "检查所列的编号、矩阵和数值"
    ANSWER_UNKNOWN      "A101" "解引用了不存在的对象，或时刻离谱" "核对解与问题是否成对"
    TOUR_MALFORMED      "A102" "行程的步骤顺序不合规定" "不要使用该解，重新求解"
    STOP_MISCOUNTED     "A103" "任务重复、遗漏，或同组不止一个" "不要使用该解，重新求解"
    CLOCK_WRONG         "A104" "时刻推算不符" "不要使用该解，重新求解"
    WINDOW_BROKEN       "A105" "不在时间窗内" "不要使用该解，重新求解"
    CAPACITY_BROKEN     "A106" "超过车辆容量" "不要使用该解，重新求解"
    LOADING_WRONG       "A107" "装货或车次不合规定" "不要使用该解，重新求解"
    DOCKS_FULL          "A108" "同时装货的车辆多于装车位" "不要使用该解，重新求解"
    PAUSE_WRONG         "A109" "休息不合规定" "不要使用该解，重新求解"
    LIMIT_BROKEN        "A110" "超过当班时间或车辆的其他上限" "不要使用该解，重新求解"
    VEHICLE_UNFIT       "A111" "任务不能由该车承担" "不要使用该解，重新求解"
    ORDER_BROKEN        "A112" "先后、分开或锁定的要求未遵守" "不要使用该解，重新求解"
    SUMS_WRONG          "A113" "里程、行驶时间或费用推算不符" "不要使用该解，重新求解"
    FIGURE_DIFFERS      "A114" "解文件写明的数字与推算不符" "以推算的数字为准"
    // VROOM: problems and solutions in its JSON format; nothing was read.
    NOT_JSON            "V901" "不是正确的 JSON" "检查该处的括号、引号和逗号"
    UNKNOWN_KEY         "V902" "有不认识的键" "核对拼写，或去掉该键"
    UNSUPPORTED_KEY     "V903" "有不支持的要求" "去掉该键，或按 docs/FORMATS.md 改写"
    WRONG_ENTRY         "V904" "值不合规定" "按 docs/FORMATS.md 的写法改正"
    MISSING_ENTRY       "V905" "缺少必需的键" "补上该键"
    CONTRADICTION       "V906" "内容前后矛盾" "按说明改正后再求解"
    TOO_LARGE           "V907" "问题太大，或数值太大" "减少地点，或换用更小的数值"
    NO_SUCH_SOLUTION    "V908" "不是这个问题的解" "核对解文件与问题文件是否成对"
    // Store: the database and the ledger.
    NO_POSTGRES         "S701" "找不到 PostgreSQL 程序" "安装 postgresql-15（apt-get install postgresql-15），或用 DATABASE_URL 指定数据库"
    FOLDER_BLOCKED      "S702" "数据库用户进不去数据文件夹" "放开该文件夹的进入权限，或用 FENJIAN_HOME 换一个位置"
    CLUSTER_FAILED      "S703" "私有数据库启动不了" "按说明检查数据文件夹和磁盘空间"
    NO_DATABASE         "S704" "连不上数据库" "检查 DATABASE_URL 和数据库是否在运行"
    MIGRATION_FAILED    "S705" "数据库结构升级失败" "数据未改动，把说明交给维护人员"
    WRONG_KEY           "S706" "密钥与数据库建立时用的不同" "用 FENJIAN_KEY_FILE 指定原来的密钥"
    NO_SUCH_CENTRE      "S707" "制证中心不明" "先导入 centres，或用 --centre 指定"
    CLOSED_DAY          "S708" "该日已经结账" "用后一日的 --day"
    NO_SUCH_DAY         "S709" "该日没有账" "先导入当日证件或做计划"
    NOT_PUBLISHED       "S710" "该日有方案但尚未发布" "先发布方案，再结账"
    NO_SUCH_REVISION    "S711" "没有这个版本" "先做计划，或核对版本号"
    STALE_REVISION      "S712" "版本做出以后情况变了，不能发布" "重新计划后再发布"
    CONFLICT            "S713" "与另一项操作冲突" "稍后重试"
    STORE_FAILED        "S714" "数据库操作失败" "把说明交给维护人员"
    EARLIER_DAY_OPEN    "S715" "更早的一日还没有结账" "先结更早的一日"
    NOT_IN_PLAN         "S716" "已发布的方案中没有这一项" "核对线路、站序、袋号或受理点编码"
    FORBIDDEN_CHANGE    "S717" "账目不允许这样改动" "账目只能按规定的状态向前走"
    DIFFERENT_PROBLEM   "S718" "方案与当日数据不符" "重新计划"
    BROKEN_SNAPSHOT     "S719" "存档的数据或方案读不出来" "从备份恢复，或重新计划"
    NO_SUCH_MACHINE     "S720" "没有这台设备" "核对设备名称，或先导入 machines"
    NO_SORT_PLAN        "S744" "该版本还没有分拣方案" "先用 fenjian sort 制定"
    // Reconciliation: where the ledger and the facts differ.
    COUNTS_DIFFER       "S721" "账页数字与逐张清点不符" "把说明交给维护人员，核对原始单据"
    FORWARD_DIFFERS     "S722" "承前数与前一日留下的不符" "核对前一日的数量核对单"
    PLACE_DIFFERS       "S723" "方案中的证件去向不唯一" "核对该证件所在的袋"
    POUCH_DIFFERS       "S724" "袋内张数与方案不符" "开袋清点，或重新计划"
    CHAIN_BROKEN        "S725" "已结账的账目被改动过" "从备份核对该日账目"
    EVENT_ALTERED       "S726" "交接记录被改动过" "从备份核对该条记录，并查数据库的操作人员"
    EVENT_MISSING       "S727" "交接记录缺失" "从备份找回该条记录，并查数据库的操作人员"
    STATE_UNPROVED      "S728" "证件状态与交接记录不符" "核对该证件所在的袋和单据"
    LEFT_UNSEALED       "S729" "袋已封，应装的证件不在袋内" "找到该证件，或拆封补装"
    // Custody: who scans, and what a scan says.
    NO_SUCH_BADGE       "S730" "工牌无效" "核对工牌，或用 fenjian badge add 登记"
    EVENT_REUSED        "S731" "同一编号已用于另一条记录" "更新扫描设备上的程序"
    CARD_UNKNOWN        "S732" "没有这张证件" "换一种方式识别，或交异常台"
    CARD_NOT_TODAY      "S733" "证件不在当日账上" "交异常台查明"
    CARD_ELSEWHERE      "S734" "证件应放到别处" "放到所示的格口或袋"
    CARD_SEALED         "S735" "账上已封入袋，却在袋外" "停下，核对该袋"
    CARD_LEFT           "S736" "账上已离开，却在中心" "停下，交异常台查明"
    CARD_NAMED_TWICE    "S737" "不止一张证件符合" "改用证件序列号识别"
    CARD_WITHOUT_PLACE  "S738" "方案中还没有这张证件" "放入待发，等下一次方案"
    POUCH_NOT_SO        "S739" "袋的状态不允许这一步" "核对该袋：先封袋，再装车、发车、交接"
    SEAL_COUNT          "S740" "封袋张数与清单不符" "开袋清点后再封"
    SEAL_USED           "S741" "封志号已用过" "换一个封志"
    OTHER_ROUTE         "S742" "证件袋不属于这条线路" "放到所示线路的车上"
    POUCH_HOLDS_STOPPED "S743" "袋内有停发的证件" "拆封取出该证件，交异常台"
    PAPER_KNOWN         "S745" "已登记过" "不必再扫"
    NO_SUCH_LOCATION    "S746" "没有这个受理点" "核对受理点编码，或先导入 locations"
    SHORT_NOT_FOUND     "S747" "短少的证件尚未找到" "查找所列证件；找到的按退回登记，其余相符后再扫一次签收单"
    LEFT_TODAY          "S748" "证件还在当日账上" "当日离开的，结账后在次日登记退回"
    CODE_IN_USE         "S749" "该编码是在用的受理点，不能改作别名" "在 locations 文件中改正该受理点"
    ALIAS_KNOWN         "S750" "该编码已经送往这个受理点" "核对受理点编码"
    // Drafts and who publishes.
    SAME_PERSON         "S751" "提出与发布须是两人" "由提出者以外的人发布"
    NO_SUCH_DRAFT       "S752" "没有这个草稿" "从当日的草稿中选择"
    DRAFT_ALTERED       "S753" "草稿的记录被改动过" "从备份核对该草稿，并查数据库的操作人员"
    // Standing rules.
    NO_SUCH_VEHICLE     "S754" "车队中没有这辆车" "核对车辆名称，或先导入 fleet"
    NO_SUCH_RULE        "S755" "没有这条常设规则" "从中心的常设规则中选择"
    RULE_ENDED          "S756" "这条常设规则已经结束" "不需处理；要再用时新立一条"
    NO_SUCH_INCIDENT    "S757" "没有这项当日变化，或已经解除" "从仍有效的当日变化中选择"
    // Program: how it was called and what surrounds it.
    NOT_LOOPBACK        "W801" "只能在本机地址上提供页面" "在账号功能完成之前使用 127.0.0.1 或 ::1"
    CANNOT_LISTEN       "W802" "端口打不开" "换一个端口，或结束占用它的程序"
    KEY_FILE            "W803" "密钥文件不能用" "检查 FENJIAN_KEY_FILE：至少 32 字节，只有本人可读"
    CANNOT_WRITE        "W804" "写不进文件夹" "检查路径、权限和磁盘空间"
    STOPPED_BY_PERSON   "W805" "已按要求停止" "需要时重新运行"
    PLAN_UNSOUND        "W806" "方案没有通过检查，未保存" "把说明交给维护人员"
    NO_SUCH_PAGE        "W807" "没有这一页" "从首页重新选择"
    PAGE_BROKEN         "W808" "页面生成失败" "把说明交给维护人员"
    BODY_TOO_LARGE      "W809" "请求的内容过大" "减少地点或去掉用不到的矩阵后再发"
    NOT_SENT_AS_JSON    "W810" "请求没有声明为 JSON" "以 Content-Type: application/json 发送"
    SOLVER_BUSY         "W811" "正在求解别的问题" "稍后再试"
    REQUEST_CUT_OFF     "W812" "请求的内容没有收全" "检查网络后重新发送"
    SCAN_UNREADABLE     "W813" "扫描请求无法识别" "按 docs/FORMATS.md 的写法发送"
    WEIGHT_DOUBTFUL     "W820" "重量与张数不符" "再数一遍；张数无误就不必理会"
    NO_BROWSER          "W830" "找不到 Chromium，不能生成 PDF" "安装 chromium（apt-get install chromium），或用 FENJIAN_CHROMIUM 指定"
    BROWSER_FAILED      "W831" "Chromium 没有生成 PDF" "按说明检查 Chromium；仍可打印 HTML 单据"
    BROWSER_SLOW        "W832" "Chromium 超时，已结束" "稍后再试；仍可打印 HTML 单据"
    PDF_WRONG           "W833" "PDF 与单据不符，未采用" "把说明交给维护人员；仍可打印 HTML 单据"
    NOTHING_TO_PRINT    "W834" "没有可打印的单据" "核对所选的种类和线路"
    PRINT_UNSIGNED      "W835" "打印没有署名" "在打印页填写姓名或扫描工牌；含姓名的单据只能从打印页打印"
    REPRINT_UNEXPLAINED "W836" "补打没有写明原因" "填写补打的原因"
    NO_SUCH_MANIFEST    "W837" "现行版本中没有这个单号" "核对单号；草稿没有单号，不能补打"
    PRESS_BUSY          "W838" "正在准备的 PDF 太多" "等其中一份完成，或取消一份"
    CODE_UNREADABLE     "W840" "不是单据的二维码" "扫描单据右上角的二维码"
    PAPER_UNKNOWN       "W841" "没有印过这个单号" "扣下纸单，交异常台查明来源"
    PAPER_ALTERED       "W842" "与印出的内容不符" "扣下纸单，交异常台查明来源"
    PAPER_SUPERSEDED    "W843" "已被替代" "收回作废，改用现行单据"
    TRIP_UNREADABLE     "W844" "行车记录填得不完整" "里程填整公里且返回不小于出发，时间填 HH:MM，次日的填 24 点以后"
    LESSON_UNREADABLE   "W850" "别名填得不完整" "受理点编码填十二位数字"
    // The desk's API.
    REQUEST_UNREADABLE  "W851" "请求无法识别" "对照 /api/v1/openapi.json 改正"
    VERSION_MISSING     "W852" "没有写明改的是哪一版草稿" "以 If-Match 写明草稿的版本"
    VERSION_UNKNOWN     "W853" "草稿没有这一版" "重新载入草稿"
    SEARCH_UNDER_WAY    "W854" "这个草稿正在优化" "等它结束，或取消它"
    NO_SUCH_SEARCH      "W855" "没有这次优化，或已被较新的挤出" "重新开始"
    NOTHING_BETTER      "W856" "没有可采用的结果" "延长用时，或放宽所选的范围"
    NO_CHINESE_FONT     "W860" "本机没有中文字体，不能判断缺字" "在本机安装中文字体后再印，或在有字体的机器上打印"
    GLYPH_MISSING       "W861" "字体中没有这个字，印作编码" "安装有这个字的字体后再印"
    PRIVATE_CHARACTER   "W862" "私用区的字因机器而异，印作编码" "查明正字，在来源系统改用标准编码后重新导入"
    STEERING_CHARACTER  "W863" "控制字符会使文字错位，没有印" "在来源系统删去后重新导入"
    HEADING_UNTRANSLATED "W864" "译文文件缺标题，只印中文" "在译文文件中补齐这些标题"
    HEADING_UNKNOWN     "W865" "译文文件中有单据没有的标题" "对照 docs/FORMATS.md 改正或删去这些行"
    TRANSLATION_UNFIT   "W866" "译文太长或占位多于中文，只印中文" "缩短译文；占位 {} 不多于中文标题"
}

/// Work that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its kind.
    pub code: Code,
    /// What exactly: names, numbers, places. Never a personal value.
    pub detail: String,
}

impl Fault {
    /// A fault of kind `code` about `detail`.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.code.cause)?;
        if !self.detail.is_empty() {
            write!(f, "（{}）", self.detail)?;
        }
        write!(f, "。{}。", self.code.action)
    }
}

impl std::error::Error for Fault {}

/// A remark about one place of a file. `value` is already masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Line in the file, the first is 1; absent when it is about the whole file.
    pub line: Option<u64>,
    /// Column as the file names it.
    pub column: Option<String>,
    /// The value found, masked where it is personal.
    pub value: Option<String>,
    /// Its kind.
    pub code: Code,
    /// What exactly, after the kind's own cause; may be empty.
    pub detail: String,
}
