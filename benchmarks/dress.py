"""Pages as the web has them, made from articles: several templates with navigation, sidebars, scripts and advertising.

What they are made of is written here, or drawn at random from a seed; the articles come from the caller.
"""

import html
import random
from collections.abc import Iterator, Sequence

import msgspec

SECTIONS = "首页 要闻 国内 国际 外交 军事 财经 体育 娱乐 科技 教育 健康 汽车 房产 旅游 图片 视频 评论".split()
HEADLINES = (
    "两国外长举行会谈 就双边关系交换意见",
    "联合国秘书长呼吁各方保持克制",
    "明天全国大部晴好 北方有大风",
    "主场告负 客队新人梅开二度",
    "外交部发言人就有关问题答记者问",
    "这几种早餐越吃越瘦 很多人不知道",
    "新盘开售 刚需如何选房",
    "总统访华前夕 贸易谈判仍在继续",
    "老街改造完成 夜市重新开张",
    "股市午后走高 银行板块领涨",
    "地铁新线年底通车 沿线居民期待",
    "电影票房破纪录 导演谈幕后",
)
# Everyday news without another state in it. {n} is a number, {p} a place, {w} a person.
EVERYDAY = (
    "{p}气象台今天发布天气预报，明天白天多云转晴，最高气温{n}度，适合外出。",
    "土豆洗净去皮切丝，放进清水里泡{n}分钟，锅里放油烧热以后下葱花爆香。",
    "主队在上半场第{n}分钟由{w}头球破门，下半场客队加强了进攻，但没有再得分。",
    "这套房子位于{p}，面积{n}平方米，南北通透，附近有学校和菜市场。",
    "{w}在接受采访时说，这部电影拍了{n}个月，剧组大部分时间都在山里。",
    "{p}警方提醒，近期有人冒充快递公司客服行骗，请市民不要轻信陌生来电。",
    "医生建议，每天走{n}步左右比较合适，膝盖不好的人应当减少爬楼梯。",
    "{p}今年小麦长势良好，种粮大户{w}说，预计亩产能比去年多{n}斤。",
    "该公司发布的财报显示，第三季度营业收入增长百分之{n}，净利润略有下降。",
    "{w}老师带着{n}名学生来到江边，观察候鸟，记录它们的种类和数量。",
    "老城区的供暖管网改造已经完成，{n}户居民家里比往年暖和了。",
    "{p}召开春季招聘会，{n}家企业到场，提供岗位以制造业和服务业为主。",
    "这款手机的电池容量是{n}毫安时，拍照比上一代好了不少，价格没有变。",
    "{w}退休以后学起了书法，{n}年来从没有间断，邻居们都向他要春联。",
    "昨晚{p}高速公路发生追尾，{n}辆车受损，没有人受伤，交通已经恢复。",
    "市图书馆新馆开放，藏书{n}万册，周末开到晚上九点。",
)
PLACES = "西山县 临河区 东湖新城 青石镇 南关街道 北岭村 梅园小区 清水湾".split()
PERSONS = "周建平 李小燕 陈志强 吴桂兰 赵海涛 孙丽华 何文斌 郑秀英".split()
WORDS = (
    "的 了 在 也 就 都 很 还 又 再 才 把 被 让 给 从 到 对 向 比 和 或 但 因为 所以"
    " 如果 虽然 今年 去年 上午 下午 晚上 周末 春天 夏天 秋天 冬天 居民 老人 孩子 学生 老师"
    " 医生 护士 司机 农民 工人 店主 顾客 邻居 球员 教练 裁判 观众 导演 演员 作家 厨师 街道"
    " 社区 学校 医院 菜市场 公园 图书馆 体育馆 电影院 地铁 公交 高速 铁路 机场 码头 果园 稻田"
    " 鱼塘 厂房 仓库 车间 小区 楼房 土豆 白菜 萝卜 西瓜 苹果 葡萄 茶叶 小麦 玉米 大豆 猪肉"
    " 鸡蛋 牛奶 豆腐 面条 米饭 汤 盐 糖 油 天气 气温 降雨 台风 雾 霜 价格 工资 收入 房租"
    " 保险 贷款 股票 基金 税 电费 水费 手机 电脑 相机 冰箱 空调 汽车 自行车 衣服 鞋子 家具"
    " 打开 关上 修好 买到 卖出 种下 收获 搬走 送来 借给 还了 学会 教会 参观 训练 比赛 获胜"
    " 失利 受伤 康复 演出 唱歌 跳舞 画画 写字 读书 散步 跑步 游泳 爬山 钓鱼 下棋 开会 招聘"
    " 报名 考试 毕业 结婚 退休 新 旧 大 小 高 低 快 慢 热 冷 甜 咸 便宜 贵 安静 热闹"
    " 干净 方便 认真 高兴 满意 着急 三 五 七 十 二十 一百 一千 个 名 位 家 件 条 张 次"
    " 年 月 天 公斤 公里 平方米"
).split()
FOREIGN = {
    "en": "the a minister said that new report city people market game team season after before week price home water",
    "ru": "и в не на что он с как это по но они мы город новый рынок после команда дом вода люди цена",
    "es": "el la de que y a en un ser se no haber por con su para como estar tener le lo ciudad equipo precio",
    "ja": "これ は 新しい 試合 の チーム で あり ました 天気 が とても よかった です 東京 の 市場 価格 も",
    "ar": "في من على أن هذا التي كان مع المدينة السوق الفريق الماء الناس السعر الجديد بعد قبل",
}
SCRIPT = (
    "<script>var _hm=_hm||[];(function(){{var s=document.createElement('script');s.x='//stat.example/{0}.js';{1}}})();"
    "</script>"
)


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is made from."""

    title: str
    text: str
    published: str
    outlet: str = "今日新闻网"
    language: str = "zh"


def everyday(chance: random.Random) -> Article:
    """Return an article of everyday news."""
    count = chance.randint(4, 30)
    sentences = [
        one.format(n=chance.randint(2, 999), p=chance.choice(PLACES), w=chance.choice(PERSONS))
        for one in chance.choices(EVERYDAY, k=count)
    ]
    paragraphs = ["".join(sentences[at : at + 3]) for at in range(0, count, 3)]
    return Article(title=sentences[0][:22].rstrip("，。"), text="\n".join(paragraphs), published=day(chance))


def varied(chance: random.Random) -> Article:
    """Return an article of everyday news, three sentences of four of words drawn one by one.

    Few sentences told again and again make every page half a copy of every other, which the web's are not.
    """
    plain = everyday(chance)
    paragraphs = [
        "".join(
            sentence + "。"
            if chance.random() < 0.25
            else "".join(chance.choices(WORDS, k=chance.randint(8, 24))) + "。"
            for sentence in paragraph.split("。")[:-1]
        )
        for paragraph in plain.text.split("\n")
    ]
    return msgspec.structs.replace(plain, text="\n".join(paragraphs))


def foreign(chance: random.Random) -> Article:
    """Return an article in another language, of words without sense."""
    language, words = chance.choice(list(FOREIGN.items()))
    paragraphs = [" ".join(chance.choices(words.split(), k=chance.randint(30, 120))) + "." for _ in range(8)]
    return Article(title=paragraphs[0][:60], text="\n".join(paragraphs), published=day(chance), language=language)


def day(chance: random.Random) -> str:
    """Return some day."""
    return f"{chance.randint(2020, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def page(article: Article, number: int, chance: random.Random) -> bytes:
    """Return an article as a page of one of the templates, mostly in UTF-8, at times in GBK."""
    template = TEMPLATES[number % len(TEMPLATES)]
    charset = "gbk" if article.language == "zh" and number % 12 == 0 else "utf-8"
    written = "".join(template(article, chance, charset))
    return written.encode("gb18030" if charset == "gbk" else charset)


def portal(article: Article, chance: random.Random, charset: str) -> Iterator[str]:
    """Yield a page of a large portal: much navigation, two sidebars, many scripts."""
    yield from head(article, charset, scripts=12, chance=chance)
    yield f'<body><div class="nav"><ul>{links(sections(article), 60, chance)}</ul></div>'
    yield f"<div class=main><div class=left><h1>{html.escape(article.title)}</h1>"
    yield f'<div class="info"><span>{article.published} 08:30</span> <a href="/">{article.outlet}</a></div>'
    yield f'<div class="article" id="artibody">{paragraphs(article)}</div></div>'
    yield f'<div class="side"><h3>{headlines(article)[-1]}</h3><ul>{links(headlines(article), 40, chance)}</ul></div>'
    yield f'<div class="ad"><ins data-ad="{chance.randint(1, 9999)}"></ins></div></div>'
    yield footer(article, chance, 30)


def agency(article: Article, chance: random.Random, charset: str) -> Iterator[str]:
    """Yield a plain page of an agency."""
    yield from head(article, charset, scripts=3, chance=chance)
    yield f"<body><header><nav>{links(sections(article), 18, chance)}</nav></header><article>"
    yield f"<h1>{html.escape(article.title)}</h1><time>{article.published}</time>{paragraphs(article)}</article>"
    yield f"<aside><ol>{links(headlines(article), 10, chance)}</ol></aside>"
    yield footer(article, chance, 8)


def old(article: Article, chance: random.Random, charset: str) -> Iterator[str]:
    """Yield a page of tables and line breaks, as ministries have them."""
    yield from head(article, charset, scripts=1, chance=chance)
    yield f"<body><table width=100%><tr><td>{links(sections(article), 18, chance)}</td></tr></table>"
    yield f"<table><tr><td width=200>{links(headlines(article), 12, chance)}</td>"
    yield f"<td><b>{html.escape(article.title)}</b><br>{article.published}<br>"
    yield f"<div id=Zoom>　　{html.escape(article.text).replace(chr(10), '<br>　　')}</div></td></tr></table>"
    yield footer(article, chance, 4)


def blog(article: Article, chance: random.Random, charset: str) -> Iterator[str]:
    """Yield a page whose sidebar shows headlines that are no links, with comments below."""
    yield from head(article, charset, scripts=6, chance=chance)
    yield f'<body class="post"><div id="menu">{links(sections(article), 18, chance)}</div><main>'
    yield f'<h2 class="entry-title">{html.escape(article.title)}</h2>'
    yield f'<p class="meta">{article.published}</p>{paragraphs(article)}</main>'
    shown = "".join(f"<li><span>{one}</span></li>" for one in chance.sample(headlines(article), 4))
    yield f'<div class="hot"><h4>{sections(article)[2]}</h4><ul>{shown}</ul></div><div class="comments">'
    yield "".join(
        f'<div class="c"><b>{chance.randint(1, 9999)}</b><p>{sections(article)[1]}</p></div>' for _ in range(8)
    )
    yield "</div>" + footer(article, chance, 12)


TEMPLATES = (portal, agency, old, blog)


def head(article: Article, charset: str, *, scripts: int, chance: random.Random) -> Iterator[str]:
    """Yield the head of a page."""
    yield f'<!DOCTYPE html><html lang="{article.language}"><head><meta charset="{charset}">'
    yield f"<title>{html.escape(article.title)}_{article.outlet}</title><style>"
    yield "".join(
        f".c{number}{{margin:{chance.randint(0, 20)}px;color:#{number:03x}}}" for number in range(20 * scripts)
    )
    yield "</style>"
    for number in range(scripts):
        yield SCRIPT.format(number, "".join(f"var v{one}={chance.randint(0, 99999)};" for one in range(60)))
    yield "</head>"


def links(words: Sequence[str], count: int, chance: random.Random) -> str:
    """Return a list of links."""
    return "".join(
        f'<li><a href="/c/{chance.randint(1000, 9999)}.html" target="_blank">{chance.choice(words)}</a></li>'
        for _ in range(count)
    )


def paragraphs(article: Article) -> str:
    """Return the text of an article in paragraphs."""
    return "".join(f"<p>　　{html.escape(line)}</p>\n" for line in article.text.split("\n") if line.strip())


def sections(article: Article) -> Sequence[str]:
    """Return the sections of a site in the language of an article."""
    return SECTIONS if article.language == "zh" else FOREIGN[article.language].split()


def headlines(article: Article) -> Sequence[str]:
    """Return headlines in the language of an article."""
    return HEADLINES if article.language == "zh" else FOREIGN[article.language].split()


def footer(article: Article, chance: random.Random, count: int) -> str:
    """Return the end of a page."""
    return (
        f"<div class=footer>{links(sections(article), count, chance)}<p>{sections(article)[0]}</p>"
        f"<p>Copyright {chance.randint(2000, 2020)}</p></div></body></html>"
    )
