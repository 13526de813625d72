"""How the parts of a case are called, wherever they are named: on pages and in files."""

from zhike.lib.words import Words

KINDS = {
    "complaint": Words("投诉", "Complaint"),
    "grumble": Words("抱怨", "Grumble"),
    "fault": Words("故障", "Fault"),
    "request": Words("请求", "Request"),
    "letter": Words("来函", "Letter"),
    "question": Words("询问", "Question"),
}
UNSAID_CHANNEL = Words("渠道没有写", "channel not said")
CHANNELS = {
    "phone": Words("来电", "By phone"),
    "visit": Words("当面", "In person"),
    "message": Words("微信", "WeChat message"),
    "mail": Words("邮件", "E-mail"),
    "letter": Words("来函", "By letter"),
    "counter": Words("营业厅", "At the hall"),
    "hotline": Words("客服热线", "By the hotline"),
}
SEVERITIES = {
    "ordinary": Words("一般", "Ordinary"),
    "serious": Words("较重", "Serious"),
    "severe": Words("严重", "Grave"),
}
CAUSES = {
    "quote": Words("报价不实", "A quotation that was not honest"),
    "late": Words("交付不及时", "Late delivery"),
    "promise": Words("承诺没有兑现", "A promise that came to nothing"),
    "quality": Words("工作质量不高", "Work not good enough"),
    "errors": Words("执行中错误百出", "Carried out full of errors"),
    "hasty": Words("沟通不够，方案草率", "A hasty proposal, too little talked over"),
}
STATES = {
    "open": Words("在办", "Open"),
    "settled": Words("已解决，待回访", "Settled, to ask again"),
    "closed": Words("已办结", "Closed"),
}
