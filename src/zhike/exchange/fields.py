"""What can be imported: six targets, the fields of each, and the names people give their columns."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from zhike.exchange.files.table import key_of
from zhike.lib.words import Words


class Target(StrEnum):
    """The kinds of facts a file may hold."""

    CUSTOMERS = "customers"
    CONTACTS = "contacts"
    ORDERS = "orders"
    PAYMENTS = "payments"
    TOUCHES = "touches"
    CASES = "cases"

    @property
    def words(self) -> Words:
        return _TARGETS[self]


_TARGETS = {
    Target.CUSTOMERS: Words("客户", "Customers"),
    Target.CONTACTS: Words("联系人", "Contacts"),
    Target.ORDERS: Words("订单", "Orders"),
    Target.PAYMENTS: Words("回款", "Payments"),
    Target.TOUCHES: Words("往来记录", "Touches"),
    Target.CASES: Words("投诉和工单", "Complaints and tickets"),
}


class Cell(Enum):
    """What a cell holds, and so how it is read."""

    TEXT = auto()
    KEY = auto()
    DATE = auto()
    MOMENT = auto()
    MONEY = auto()
    NUMBER = auto()
    PHONE = auto()
    CREDIT_CODE = auto()
    CUSTOMER_KIND = auto()
    TOUCH_KIND = auto()
    CASE_KIND = auto()
    CHANNEL = auto()
    CAUSE = auto()
    SEVERITY = auto()
    YES_NO = auto()
    BIRTHDAY = auto()
    PERSON = auto()
    TEAM = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a row may say; `longest` is the most characters the book has room for, 0 for any number."""

    name: str
    words: Words
    cell: Cell = Cell.TEXT
    longest: int = 0
    known: tuple[str, ...] = ()

    def keys(self) -> set[str]:
        """Every way its column is usually named, cleaned."""
        names = (self.name, self.words.zh, self.words.en, *self.known)
        return {key_of(name) for name in names}


_CUSTOMER = Field(
    "customer", Words("客户", "Customer"), Cell.KEY, 200,
    ("客户编号", "客户编码", "客户代码", "客户ID", "客户号", "CustomerID", "Customer No", "Customer Number",
     "Client", "Client ID", "Account", "Account Number", "购货单位编码", "单位编码"),
)  # fmt: skip
_CUSTOMER_NAME = Field(
    "customer_name", Words("客户名称", "Customer name"), Cell.TEXT, 200,
    ("客户全称", "购货单位", "往来单位", "单位名称", "公司名称", "公司", "买方", "Account Name", "Company",
     "Company Name", "Client Name"),
)  # fmt: skip

FIELDS: dict[Target, tuple[Field, ...]] = {
    Target.CUSTOMERS: (
        Field("number", Words("客户编号", "Number"), Cell.KEY, 60,
              ("编号", "客户编码", "客户代码", "客户ID", "客户号", "代码", "CustomerID", "Customer No", "Customer Number",
               "Customer Code", "Code", "ID", "Account Number")),
        Field("name", Words("客户名称", "Name"), Cell.TEXT, 200,
              ("名称", "客户", "单位名称", "公司名称", "公司", "企业名称", "客户全称", "全称", "姓名", "机构名称", "Customer",
               "Customer Name", "Company", "Company Name", "Account", "Account Name", "Client", "Organisation", "Organization")),
        Field("short_name", Words("简称", "Short name"), Cell.TEXT, 80, ("客户简称", "公司简称", "Alias")),
        Field("kind", Words("性质", "Kind"), Cell.CUSTOMER_KIND, 0, ("客户性质", "客户类型", "类型", "Type", "Customer Type")),
        Field("credit_code", Words("统一社会信用代码", "Credit code"), Cell.CREDIT_CODE, 0,
              ("信用代码", "社会信用代码", "税号", "纳税人识别号", "USCC", "Unified Social Credit Code")),
        Field("industry", Words("行业", "Industry"), Cell.TEXT, 80, ("所属行业", "行业类别", "Sector")),
        Field("city", Words("城市", "City"), Cell.TEXT, 80, ("所在城市", "地区", "省市", "所在地", "Region", "Location", "Office Location", "Country")),
        Field("address", Words("地址", "Address"), Cell.TEXT, 200, ("详细地址", "联系地址", "通讯地址", "公司地址", "办公地址", "Street")),
        Field("phone", Words("电话", "Phone"), Cell.PHONE, 40, ("联系电话", "公司电话", "总机", "座机", "Telephone", "Tel")),
        Field("website", Words("网址", "Website"), Cell.TEXT, 200, ("网站", "官网", "主页", "URL", "Web", "Homepage")),
        Field("owner", Words("客户经理", "Account manager"), Cell.PERSON, 0,
              ("负责人", "业务员", "销售", "销售员", "归属人", "跟进人", "Owner", "Sales Agent", "Salesperson", "Account Owner")),
        Field("team", Words("团队", "Team"), Cell.TEAM, 0, ("部门", "所属部门", "销售团队", "Department")),
        Field("since", Words("合作起始", "Customer since"), Cell.DATE, 0,
              ("合作日期", "首次合作", "开户日期", "建档日期", "Since", "Start Date", "Created")),
        Field("note", Words("备注", "Note"), Cell.TEXT, 0, ("说明", "Notes", "Remark", "Remarks", "Comment", "Description")),
    ),
    Target.CONTACTS: (
        _CUSTOMER,
        _CUSTOMER_NAME,
        Field("name", Words("姓名", "Name"), Cell.TEXT, 80, ("联系人", "联系人姓名", "名字", "Contact", "Contact Name", "Full Name")),
        Field("title", Words("职务", "Title"), Cell.TEXT, 80, ("职位", "岗位", "头衔", "Job Title", "Position")),
        Field("mobile", Words("手机", "Mobile"), Cell.PHONE, 40, ("手机号", "手机号码", "移动电话", "Cell", "Mobile Phone")),
        Field("phone", Words("电话", "Phone"), Cell.PHONE, 40, ("座机", "办公电话", "联系电话", "固定电话", "Telephone", "Tel")),
        Field("email", Words("邮箱", "E-mail"), Cell.TEXT, 120, ("电子邮箱", "电子邮件", "邮件", "Email Address", "Mail")),
        Field("wechat", Words("微信", "WeChat"), Cell.TEXT, 60, ("微信号", "WeChat ID")),
        Field("birthday", Words("生日", "Birthday"), Cell.BIRTHDAY, 0, ("出生日期", "出生年月", "生辰", "Birth Date", "Date of Birth", "DoB")),
        Field("address_as", Words("称呼", "Address as"), Cell.TEXT, 40, ("尊称", "Salutation")),
        Field("likes", Words("喜好", "Likes"), Cell.TEXT, 300, ("爱好", "兴趣", "Hobbies", "Interests")),
        Field("avoid", Words("忌讳", "Avoid"), Cell.TEXT, 300, ("禁忌", "避免", "Dislikes")),
        Field("note", Words("备注", "Note"), Cell.TEXT, 0, ("说明", "Notes", "Remark", "Remarks", "Comment")),
        Field("points", Words("更多联系方式", "More ways"), Cell.TEXT, 0, ("其它联系方式",)),
    ),
    Target.ORDERS: (
        Field("number", Words("订单号", "Order number"), Cell.KEY, 60,
              ("订单编号", "单号", "单据编号", "销售单号", "出库单号", "发票号", "合同号", "Order No", "Order", "Order ID",
               "InvoiceNo", "Invoice", "Invoice Number", "Opportunity ID")),
        _CUSTOMER,
        _CUSTOMER_NAME,
        Field("ordered_on", Words("日期", "Date"), Cell.DATE, 0,
              ("订单日期", "下单日期", "下单时间", "销售日期", "单据日期", "成交日期", "Order Date", "InvoiceDate", "Invoice Date",
               "Sale Date", "Close Date", "Purchase Date")),
        Field("amount", Words("金额", "Amount"), Cell.MONEY, 0,
              ("订单金额", "销售金额", "含税金额", "价税合计", "合计", "总价", "总额", "Total", "Revenue", "Sales", "Order Amount",
               "Close Value", "Dollar Value")),
        Field("quantity", Words("数量", "Quantity"), Cell.NUMBER, 0, ("件数", "Qty")),
        Field("unit_price", Words("单价", "Unit price"), Cell.NUMBER, 0, ("价格", "含税单价", "UnitPrice", "Price")),
        Field("cost", Words("成本", "Cost"), Cell.MONEY, 0, ("成本金额", "销售成本", "COGS")),
        Field("product", Words("产品", "Product"), Cell.TEXT, 120,
              ("商品", "品名", "货品", "产品名称", "商品名称", "物料名称", "存货名称", "Item", "Description")),
    ),
    Target.PAYMENTS: (
        Field("number", Words("回款编号", "Payment number"), Cell.KEY, 60, ("收款单号", "单号", "流水号", "Payment ID", "Payment No", "Receipt")),
        Field("order", Words("订单号", "Order number"), Cell.KEY, 60, ("订单编号", "销售单号", "合同号", "Order", "Order ID", "Invoice", "InvoiceNo")),
        _CUSTOMER,
        _CUSTOMER_NAME,
        Field("amount", Words("金额", "Amount"), Cell.MONEY, 0, ("回款金额", "收款金额", "应收金额", "Paid", "Total")),
        Field("due_on", Words("应付日期", "Due"), Cell.DATE, 0, ("应收日期", "到期日", "付款期限", "约定日期", "Due Date", "Due On")),
        Field("paid_on", Words("付款日期", "Paid on"), Cell.DATE, 0, ("回款日期", "收款日期", "到账日期", "实际付款日期", "日期", "Paid Date", "Payment Date")),
    ),
    Target.TOUCHES: (
        _CUSTOMER,
        _CUSTOMER_NAME,
        Field("contact", Words("联系人", "Contact"), Cell.TEXT, 80, ("对方", "姓名", "Contact Name", "Person")),
        Field("kind", Words("方式", "Kind"), Cell.TOUCH_KIND, 0, ("跟进方式", "联系方式", "拜访方式", "类型", "Type", "Channel", "Activity")),
        Field("touched_on", Words("日期", "Date"), Cell.DATE, 0,
              ("跟进日期", "拜访日期", "联系日期", "跟进时间", "拜访时间", "时间", "Activity Date", "Visit Date", "Created")),
        Field("by", Words("经手人", "By"), Cell.PERSON, 0, ("跟进人", "拜访人", "记录人", "创建人", "业务员", "客户经理", "Author", "Owner", "User", "Created By")),
        Field("summary", Words("内容", "Summary"), Cell.TEXT, 0, ("跟进内容", "拜访内容", "跟进记录", "记录", "纪要", "备注", "Note", "Notes", "Description", "Subject")),
    ),
    Target.CASES: (
        Field("number", Words("工单号", "Ticket number"), Cell.KEY, 60,
              ("投诉编号", "受理编号", "工单编号", "编号", "单号", "流水号", "Ticket ID", "Case Number", "Case ID", "Complaint ID", "Ticket", "ID")),
        _CUSTOMER,
        _CUSTOMER_NAME,
        Field("contact", Words("联系人", "Contact"), Cell.TEXT, 80, ("投诉人", "来电人", "姓名", "Contact Name", "Person")),
        Field("kind", Words("种类", "Kind"), Cell.CASE_KIND, 0, ("类型", "工单类型", "受理类型", "类别", "Type", "Ticket Type", "Case Type", "Category")),
        Field("channel", Words("渠道", "Channel"), Cell.CHANNEL, 0,
              ("受理渠道", "来源", "受理方式", "方式", "Ticket Channel", "Source", "Submitted via", "Origin")),
        Field("summary", Words("什么事", "Subject"), Cell.TEXT, 0, ("主题", "标题", "事由", "摘要", "Summary", "Title", "Ticket Subject", "Issue")),
        Field("words", Words("原话", "Words"), Cell.TEXT, 0,
              ("内容", "投诉内容", "描述", "问题描述", "详情", "Description", "Ticket Description", "Details", "Narrative", "Consumer complaint narrative")),
        Field("product", Words("产品", "Product"), Cell.TEXT, 60, ("涉及产品", "商品", "产品名称", "Product Purchased", "Item")),
        Field("department", Words("涉及部门", "Department"), Cell.TEXT, 60, ("部门", "责任部门", "Team", "Queue")),
        Field("cause", Words("根源", "Cause"), Cell.CAUSE, 0, ("投诉原因", "原因", "Reason", "Root Cause")),
        Field("severity", Words("轻重", "Severity"), Cell.SEVERITY, 0, ("严重程度", "级别", "优先级", "Priority", "Ticket Priority", "Urgency")),
        Field("asked_at", Words("提出时间", "Asked at"), Cell.MOMENT, 0,
              ("受理时间", "投诉时间", "来电时间", "创建时间", "受理日期", "投诉日期", "日期", "Received", "Date received", "Created", "Created At", "Opened", "Opened At")),
        Field("answered_at", Words("首次答复时间", "First answered at"), Cell.MOMENT, 0,
              ("首次答复", "首次响应时间", "答复时间", "响应时间", "First Response Time", "First Response", "First Responded At", "Answered At")),
        Field("settled_at", Words("解决时间", "Settled at"), Cell.MOMENT, 0,
              ("办结时间", "完成时间", "关闭时间", "解决日期", "办结日期", "Resolved", "Resolved At", "Closed", "Closed At", "Time to Resolution")),
        Field("how", Words("处理结果", "How it was settled"), Cell.TEXT, 0, ("处理意见", "解决办法", "结果", "Resolution", "Outcome", "Answer")),
        Field("agreed", Words("客户同意", "Agreed"), Cell.YES_NO, 0, ("是否同意", "同意")),
        Field("satisfied", Words("客户满意", "Satisfied"), Cell.YES_NO, 0,
              ("是否满意", "满意", "满意度", "Satisfaction", "Customer Satisfaction", "Customer Satisfaction Rating", "CSAT")),
        Field("by", Words("经办人", "Handled by"), Cell.PERSON, 0, ("经手人", "处理人", "受理人", "客服", "Agent", "Assignee", "Owner", "Assigned To")),
    ),
}  # fmt: skip


def field_of(target: Target, name: str) -> Field | None:
    """The field of this name, or None."""
    return next((field for field in FIELDS[target] if field.name == name), None)


def known_names(target: Target) -> frozenset[str]:
    """Every cleaned column name that means something for this target."""
    return frozenset(key for field in FIELDS[target] for key in field.keys())  # noqa: SIM118 - a method of ours, not of a dict
