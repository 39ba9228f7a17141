# SPDX-License-Identifier: Apache-2.0
"""Made news pages: 18 layouts, each as another kind of site makes its pages, filled with stories of our own.

A layout is a function of a story to the bytes of a page; STORIES are what stands on them.  The body of a story is its paragraphs
(subheads are marked by "#"); everything else that a layout prints is the page around it."""
import html
import json

STORIES = [
    {"headline": "Norland and Estmark agree to reopen border crossing", "day": "2024-03-05", "long": "March 5, 2024",
     "author": "Mira Holt",
     "body": ["Norland and Estmark agreed on Tuesday to reopen their main border crossing, which was closed after a shooting in January, "
              "officials of both countries said.",
              "Trucks will be allowed through from Monday. \u201cWe have kept our word,\u201d said Estmark\u2019s interior minister, who had "
              "led the talks.",
              "Norland had accused its neighbour of letting armed men cross the river at night. Estmark denies that."]},
    {"headline": "Thousands march in capital as parliament debates curfew law", "day": "2023-11-18", "long": "18 November 2023",
     "author": "Tomas Reed",
     "body": ["Thousands of people marched through the capital on Saturday to protest against a law that would let the police impose curfews "
              "without a judge.",
              "The march was peaceful until dusk, when a group of masked men threw stones at officers outside the parliament. Police "
              "answered with tear gas and arrested 42 people, a spokeswoman said.",
              "#A law under fire",
              "The bill was drawn up after riots in two northern towns last spring. It passed a first reading on Thursday with the votes of "
              "the governing coalition and of a small farmers\u2019 party.",
              "Lawyers and unions call it a danger to the right of assembly; the Council of Judges said in a letter to the speaker that no "
              "court had been asked for its view.",
              "The justice minister, Ana Brandt, told reporters that she was ready to talk about changes. \u201cNobody wants to lock people "
              "up for walking home,\u201d she said.",
              "A second reading is planned for December."]},
    {"headline": "Peace monitors leave island after rebels seize port", "day": "2022-06-09", "long": "June 9, 2022", "author": "Lena Okoro",
     "body": ["Foreign peace monitors left the island of Tarsa on Thursday, two days after rebels seized its only deep-water port and "
              "stopped ships from unloading.",
              "The mission, which has 140 members from nine countries, said in a statement that it could no longer do its work in safety. It "
              "did not say when it would come back.",
              "Rebel fighters entered the port of Selm before dawn on Tuesday and met little resistance, according to dockworkers who "
              "watched from the roof of a warehouse.",
              "At least eleven soldiers were killed and some thirty taken prisoner, the army said. The rebels put the number of dead at "
              "twenty.",
              "#Food is running short",
              "Most of what the island eats comes through Selm. Shopkeepers in the main town said that flour and oil had doubled in price "
              "since Tuesday and that some shelves were empty.",
              "The government in Karst asked its allies for help to bring in food by air. A first flight with rice and medicine was to land "
              "on Friday, a minister said, if the rebels do not fire at it.",
              "\u201cWe will not shoot at bread,\u201d said a man who called himself the rebels\u2019 spokesman in a call to this newspaper.",
              "#Talks without a date",
              "The rebels broke off talks with the government in April over the release of prisoners. A mediator from a neighbouring state, "
              "who had visited both sides in May, said that he was still waiting for an answer from the rebel command.",
              "Karst has ruled out an exchange of prisoners. The president repeated on Wednesday that those who laid down their arms would "
              "be pardoned and those who did not would be hunted.",
              "Human rights groups accuse both sides of shelling villages. The army says that it aims at fighters only.",
              "The monitors were sent four years ago to watch over a ceasefire that has been broken, by their own count, more than six "
              "hundred times."]},
]
TEASERS = [("Harbour workers end strike after nine days", "The dockers\u2019 union accepted an offer of six percent on Sunday and sent its "
            "members back to the cranes."),
           ("Central bank keeps rates where they are", "Inflation has slowed for a third month, the bank said, but wages are still rising."),
           ("Storm cuts power to forty villages", "Crews were clearing roads on Monday while schools in the valley stayed closed."),
           ("Opposition picks a mayor as its candidate", "She won with 54 percent of the votes at a congress that lasted until midnight."),
           ("Court frees journalist on bail", "The judge said that the prosecutor had shown no risk that the man would flee abroad.")]
COMMENTS = ["I have lived there for thirty years and nobody ever asked us what we think about any of this, which says it all.",
            "Good report, but you forgot to mention that the same minister promised the exact opposite only a year ago in your own paper.",
            "Why is there no map in this article? It would help those of us who have never been to that part of the world at all.",
            "My cousin works at the ministry and she says that the whole thing was decided weeks ago and that the talks were a show."]
CAPTION = "A guard looks across the river on Monday. The picture was taken from a hill near the town. Photo: Jo Marsh / Made Pictures"
BIO = "{author} has covered the region since 2011 and lives with two cats. Before that she wrote about shipping for a trade paper."


def e(s):
    return html.escape(s, quote=False)


def paras(story, p="<p>{}</p>", h="<h2>{}</h2>"):
    return [(h if t.startswith("#") else p).format(e(t.lstrip("#"))) for t in story["body"]]


def ld(story, publisher, body=False):
    o = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story["headline"],
         "datePublished": story["day"] + "T09:30:00+02:00", "author": {"@type": "Person", "name": story["author"]},
         "publisher": {"@type": "Organization", "name": publisher, "logo": {"@type": "ImageObject", "url": "https://x.example/l.png"}}}
    if body:
        o["articleBody"] = "\n\n".join(t.lstrip("#") for t in story["body"])
    return '<script type="application/ld+json">' + json.dumps(o) + "</script>"


def teaser_cards(tag="div", cls="card", link=True):
    return "".join(f'<{tag} class="{cls}"><h3>' + (f'<a href="/t{i}">{e(h)}</a>' if link else e(h)) + f"</h3><p>{e(t)}</p></{tag}>"
                   for i, (h, t) in enumerate(TEASERS))


def link_list():
    return "<ul>" + "".join(f'<li><a href="/l{i}">{e(h)}</a></li>' for i, (h, _) in enumerate(TEASERS)) + "</ul>"


def comments(cls="comment"):
    return "".join(f'<li class="{cls}"><cite>Reader {i}</cite> says:<p>{e(c)}</p><a href="#r">Reply</a></li>' for i, c in enumerate(COMMENTS))


def wordpress(s):
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{e(s['headline'])} &#8211; The Karst Herald</title>
<meta property="og:site_name" content="The Karst Herald"><meta property="og:title" content="{e(s['headline'])}">
<meta property="article:published_time" content="{s['day']}T07:12:09+00:00"><meta property="article:modified_time" content="2024-12-24T00:00:00+00:00">
<link rel="canonical" href="https://herald.example/{s['day'].replace('-', '/')}/story/"></head>
<body class="post-template-default single single-post postid-17 has-sidebar no-ads">
<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">The Karst Herald</a></p><p class="site-description">News for everybody who lives
between the river and the sea, since 1904.</p><nav id="site-navigation">{link_list()}</nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-17" class="post type-post"><header class="entry-header"><h1 class="entry-title">{e(s['headline'])}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="{s['day']}T07:12:09+00:00">{s['long']}</time></span>
<span class="byline"> by <a href="/author">{s['author']}</a></span></div></header>
<figure class="wp-caption"><img src="p.jpg" alt=""><figcaption class="wp-caption-text">{e(CAPTION)}</figcaption></figure>
<div class="entry-content">{chr(10).join(paras(s))}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Twitter</a></li><li><a href="#">Facebook</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Related</em></h3>{teaser_cards()}</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">Politics</a></span></footer></article>
<nav class="post-navigation"><a href="/p">Previous: Rain in the hills</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">4 thoughts on this</h2><ol class="comment-list">{comments()}</ol></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2>{link_list()}</section></aside></div>
<footer id="colophon"><div class="site-info">Proudly powered by a press that never stops. All rights reserved.</div></footer></div></body></html>""".encode()


def hashed(s):
    blocks = []
    for i, p in enumerate(paras(s, '<p class="css-at9mc1 evys1bk0">{}</p>', '<h2 class="css-13o6u42 eoo0vm40">{}</h2>')):
        blocks.append(f'<div class="css-53u6y8">{p}</div>')
        if i % 2 == 1:
            blocks.append('<div class="css-1e2jphy"><div id="story-ad-%d-wrapper"><span>Advertisement</span><a href="#after">SKIP ADVERTISEMENT</a></div></div>' % i)
    return f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>{e(s['headline'])} | Tarsa Times</title>{ld(s, 'Tarsa Times')}
<meta property="og:title" content="What to know about today's biggest story"><meta name=viewport content="width=device-width"></head>
<body><div id=app><div class="css-v89234"><header class="css-1bymuyk"><section class="css-ui9rw0"><button>Menu</button><a href="/">Tarsa Times</a></section></header>
<main id="site-content"><article id=story class="css-1vxca1d e1lmdhsb0"><header class="css-wl9tsk"><h1 class="css-4anu6l">{e(s['headline'])}</h1>
<p class="css-1n0orw4">The answer has surprised nobody who followed the matter, but it came late.</p><div class="css-1baulvz"><p>By <span>{s['author']}</span></p></div>
<time class="css-8blifc" datetime="{s['day']}T05:00:00-04:00">{s['long']}</time></header>
<section name=articleBody class="meteredContent css-1r7ky0e">{''.join(blocks)}</section>
<div class="bottom-of-article"><div class="css-1ubp8k9"><p>A version of this article appears in print on Section A, Page 6 of the Saturday edition with the headline: Late but there.
<a href="/r">Order Reprints</a> | <a href="/t">Today's Paper</a> | <a href="/s">Subscribe</a></p></div></div></article>
<section class="css-related"><h2>Related Content</h2>{teaser_cards('article', 'css-ye6x8s')}</section></main>
<nav class="css-17u0cni">{link_list()}</nav><footer>© 2024 Tarsa Times Company <a href=/c>Contact us</a></footer></div></div></body></html>""".encode()


def tables(s):
    body = "<br><br>\n".join(f"<b>{e(t[1:])}</b>" if t.startswith("#") else "&nbsp;&nbsp;" + e(t) for t in s["body"])
    page = f"""<HTML><HEAD><TITLE>Selm Radio: {e(s['headline'])}</TITLE><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"></HEAD>
<BODY BGCOLOR=#FFFFFF><CENTER><TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3 BGCOLOR=#003366><FONT COLOR=WHITE SIZE=5><B>SELM RADIO</B></FONT></TD></TR>
<TR><TD WIDTH=120 VALIGN=TOP><FONT SIZE=2>{''.join(f'<A HREF="{i}.htm">{w}</A><BR>' for i, w in enumerate(['Home', 'News', 'Sport', 'Weather', 'Radio', 'Archive']))}</FONT></TD>
<TD WIDTH=480 VALIGN=TOP><FONT FACE=ARIAL SIZE=4><B>{e(s['headline'])}</B></FONT><BR><FONT SIZE=1>{s['long']} - 14:05 CET</FONT><P>
<FONT FACE=ARIAL SIZE=2>{body}</FONT><BR><BR><FONT SIZE=1><A HREF=print.cgi>Printer-friendly version</A> | <A HREF=mail.cgi>Mail this story to a friend</A></FONT></TD>
<TD WIDTH=160 VALIGN=TOP BGCOLOR=#EEEEEE><FONT SIZE=2><B>OTHER NEWS</B><BR>{''.join(f'<A HREF="n{i}.htm">{e(h)}</A><BR><BR>' for i, (h, _) in enumerate(TEASERS))}</FONT></TD></TR>
<TR><TD COLSPAN=3><FONT SIZE=1>Copyright 2002 Selm Radio. For comments and questions write to the webmaster.</FONT></TD></TR></TABLE></CENTER></BODY></HTML>"""
    return page.encode("cp1252", "xmlcharrefreplace")


def aspnet(s):
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>
	Ministry of the Interior - {e(s['headline'])}
</title><meta name="DC.date.issued" content="{s['day']}" /><meta name="DC.publisher" content="Ministry of the Interior" /></head><body>
<form name="aspnetForm" method="post" action="News.aspx?id=44" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1MmRk" />
<div id="ctl00_Header"><table><tr><td><a href="Default.aspx">Home</a></td><td><a href="Org.aspx">About the ministry</a></td></tr></table></div>
<div id="ctl00_Left">{link_list()}</div>
<div id="ctl00_Main"><div id="ctl00_Main_pnl"><span id="ctl00_Main_lblTitle"><h1>{e(s['headline'])}</h1></span><span id="ctl00_Main_lblDate">{s['long']}</span>
<div id="ctl00_Main_divText">{''.join(paras(s, '<p style="text-align: justify">{}</p>', '<p><strong>{}</strong></p>'))}</div>
<div id="ctl00_Main_attach"><a href="a.pdf">Download the statement as a PDF (140 kB)</a></div></div></div>
<div id="ctl00_Footer"><p>The ministry is open on weekdays between nine and four. Letters are answered in the order in which they come in.</p></div></form></body></html>""".encode()


def amp(s):
    return f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><script async src="https://cdn.example/v0.js"></script><title>{e(s['headline'])} - BBZ News</title>
{ld(s, 'BBZ News')}<style amp-custom>.a{{color:red}} p>b{{}}</style><noscript><style>body{{animation:none}}</style></noscript></head><body>
<amp-sidebar id="sb" layout="nodisplay"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></amp-sidebar>
<header class="hd"><a class="logo" href="/">BBZ</a></header>
<main><article><h1 class="title">{e(s['headline'])}</h1><div class="meta"><span class="date">{s['long']}</span><span class="by">By {s['author']}, BBZ News, Karst</span></div>
<amp-img src="x.jpg" width="600" height="300"></amp-img><p class="caption">{e(CAPTION)}</p>
{''.join(p + ('<amp-ad width=300 height=250 type="x"></amp-ad>' if i == 1 else '') for i, p in enumerate(paras(s)))}
<div class="promo"><p>Listen to our weekly programme about the region, with guests from both banks of the river, every Sunday at noon.</p></div>
<section class="tags"><a href="/t1">Borders</a> <a href="/t2">Police</a></section></article>
<amp-list src="/more.json"></amp-list><section class="more"><h2>More stories</h2>{teaser_cards('div', 'more-card')}</section></main>
<footer><p>BBZ is not responsible for the content of other sites that it links to. Read about our approach.</p></footer></body></html>""".encode()


def drupal(s):
    return f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8" /><link rel="canonical" href="https://union.example/press/{s['day'].replace('-', '')}-note" />
<meta name="citation_publication_date" content="{s['day'].replace('-', '/')}" /><title>{e(s['headline'])} | Union of River States</title></head>
<body class="path-node page-node-type-press-release"><div class="dialog-off-canvas-main-canvas"><div class="layout-container">
<header role="banner"><div class="region region-header"><div class="block block-system"><a href="/" rel="home">Union of River States</a></div></div></header>
<div class="region region-breadcrumb"><nav role="navigation"><ol><li><a href="/">Home</a></li><li><a href="/press">Press</a></li></ol></nav></div>
<main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content"><div class="region region-content"><div class="block block-page-title"><h1 class="page-title"><span>{e(s['headline'])}</span></h1></div>
<article data-history-node-id="9" class="node node--type-press-release node--view-mode-full"><div class="node__content">
<div class="field field--name-field-date field--type-datetime"><time datetime="{s['day']}T12:00:00Z">{s['long']}</time></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{''.join(paras(s, '<p>{}</p>', '<h3>{}</h3>'))}</div>
<div class="field field--name-field-contact"><div class="field__label">Contact</div><div class="field__item">Press office of the Union, open from Monday to Friday, between nine in the morning and five.</div></div>
<div class="field field--name-field-tags"><a href="/t">Peace</a></div></div></article></div></div>
<aside class="layout-sidebar-second" role="complementary"><div class="region region-sidebar-second"><h2>Latest</h2>{teaser_cards('div', 'views-row')}</div></aside></main>
<footer role="contentinfo"><p>The Union was founded in 1961 by the five states through which the river flows.</p></footer></div></div></body></html>""".encode()


def microdata(s):
    return f"""<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"><title>{e(s['headline'])} :: Wire of the North</title></head>
<body itemscope itemtype="http://schema.org/WebPage"><div class="top"><a href="/">Wire of the North</a><div class="clock">Today is Friday, July 4, 2025</div></div>
<div class="cols"><div class="col-a"><div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{e(s['headline'])}</h1>
<meta itemprop="datePublished" content="{s['day']}T22:41:00Z"><span itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">Wire of the North</span></span>
<div itemprop="articleBody">{''.join(paras(s, '<p>{}</p>', '<h4>{}</h4>'))}<p>(Reporting by {s['author']} in Karst; Editing by Sam Bell)</p></div></div></div>
<div class="col-b"><h4>In other news</h4>{teaser_cards('div', 'x', False)}</div></div><div class="bot">Terms of use. Wire of the North is a service of the Northern Press Company.</div></body></html>""".encode()


def split(s):
    ps = paras(s)
    mid = max(1, len(ps) // 2)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:site_name" content="Daily Quay"><meta name="date" content="{s['day']}"><title>{e(s['headline'])} - Daily Quay</title></head>
<body class="article-page with-comments"><div class="cookie-banner"><p>We use cookies to show you things that you may like. You can change your mind at any time in the settings.</p><button>OK</button></div>
<div class="page-wrapper"><div class="story-header"><h1>{e(s['headline'])}</h1><div class="story-byline">{s['author']}, {s['long']}</div></div>
<div class="story-content"><div class="story-text part-1">{''.join(ps[:mid])}</div><div class="inline-promo"><h3>Our picks</h3>{teaser_cards()}</div>
<div class="story-text part-2">{''.join(ps[mid:])}</div><div class="newsletter-signup"><p>Get the news of the quay in your mailbox every morning, written by people who were there.</p><input type="email"></div></div>
<div class="discussion"><div class="comments-list"><ul>{comments() * 5}</ul></div></div></div>
<div class="site-footer"><p>Daily Quay is printed on paper from managed forests, and has been since it was founded.</p></div></body></html>""".encode()


def blogspot(s):
    body = "<br /><br />".join(f"<b>{e(t[1:])}</b>" if t.startswith("#") else f'<span style="font-family: Georgia;">{e(t)}</span>' for t in s["body"])
    return f"""<!DOCTYPE html><html dir='ltr'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><title>Notes from the Delta: {e(s['headline'])}</title>
<link href='https://delta.example/{s['day'][:4]}/{s['day'][5:7]}/note.html' rel='canonical'/></head><body class='loading'><div class='navbar section' id='navbar'></div>
<div class='content'><div class='header-outer'><h1 class='title'><a href='/'>Notes from the Delta</a></h1><p class='description'><span>What I see when I look out of the window, most days, and what people tell me.</span></p></div>
<div class='main-outer'><div class='columns'><div class='column-center-outer'><div class='main section' id='main'><div class='blog-posts hfeed'><div class='date-outer'>
<h2 class='date-header'><span>Thursday, {s['long']}</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{e(s['headline'])}</h3>
<div class='post-body entry-content' id='post-body-1'>{body}<div style='clear: both;'></div></div><div class='post-footer'><span>Posted by</span> <span class='fn'>{s['author']}</span> at <a href='#'>08:15</a></div></div></div></div>
<div class='comments' id='comments'><h4>4 comments:</h4><ul>{comments()}</ul></div></div></div>
<div class='column-right-outer'><div class='widget Profile'><h2>About Me</h2><p>I was born here and came back after thirty years abroad, to write and to grow beans.</p></div>
<div class='widget BlogArchive'>{link_list()}</div></div></div></div></div></body></html>""".encode()


def cards(s):
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s['headline'])}</title><meta property="og:site_name" content="Inland Post"><meta name="parsely-pub-date" content="{s['day']}T01:00:00Z"></head>
<body><div id="root"><div class="Layout"><div class="TopBar"><a href="/">Inland Post</a></div><div class="Page"><article class="Story"><div class="Story-head"><h1>{e(s['headline'])}</h1></div>
<div class="Story-main">{''.join(paras(s, '<p class="P">{}</p>', '<h2 class="H">{}</h2>'))}</div></article>
<div class="River"><h2>More from the Post</h2>{teaser_cards('article', 'Card') * 4}</div></div><div class="Bottom"><a href="/a">About</a><a href="/j">Jobs</a></div></div></div></body></html>""".encode()


def scripted(s):
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s['headline'])} | Channel Nine Karst</title>{ld(s, 'Channel Nine Karst', True)}</head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><script>window.__STATE__={json.dumps({'a': s['body']})};</script></body></html>""".encode()


def soup(s):
    return f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>{e(s['headline'])} - Gate Weekly</title></head><body>
<div id="c0"><div class="r1"><div><a href="/">Gate Weekly</a> <a href="/1">Issue 1122</a></div></div><div class="r2"><div class="k1"><div class="z"><h2>{e(s['headline'])}</h2><div class="q">{s['author']} &#183; {s['long']}</div>
<div class="v"><div><p>{'</p></div><div><p>'.join(e(t.lstrip('#')) for t in s['body'])}</p></div></div></div></div>
<div class="k2"><div class="y"><b>Read these</b>{link_list()}</div><div class="y"><p>Gate Weekly comes out on Thursdays. It costs four crowns at kiosks.</p></div></div></div>
<div class="r3"><p>Gate Weekly, Mill Lane 4, Karst. Printed and published by the Gate Press, which is owned by its readers.</p></div></div></body></html>""".encode()


def minimal(s):
    return f"""<!DOCTYPE html><html><head><meta charset=utf-8><title>{e(s['headline'])}</title><meta name=pubdate content="{s['day']}"></head><body>
<h1>{e(s['headline'])}</h1><p><small>{s['long']}</small></p>{''.join(paras(s, '<p>{}', '<h2>{}</h2>'))}<hr><p><a href=/>Back to all news</a> | <a href=/about>About this page</a></p></body></html>""".encode()


def paywall(s):
    ps = paras(s)
    return f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{e(s['headline'])} | The Broker</title><meta property="og:site_name" content="The Broker">
<script type="application/ld+json">[{{"@type":"WebSite","name":"The Broker"}},{{"@type":["NewsArticle"],"headline":{json.dumps(s['headline'])},"dateCreated":"2001-01-01","datePublished":"{s['day']}","isAccessibleForFree":false}}]</script></head>
<body><div class="o-header"><nav>{link_list()}</nav></div><div class="article__content"><div class="topper"><h1 class="topper__headline"><span>{e(s['headline'])}</span></h1></div>
<div class="article__byline">{s['author']} in Karst <time datetime="{s['day']}T17:00:22Z">{s['long']}</time></div>
<div class="share-nav"><button>Save</button><ul><li>Share on X</li><li>Share on Facebook</li></ul></div>
<div class="article__content-body n-content-body">{ps[0]}<aside class="n-content-recommended"><h3>Recommended</h3><a href="/r"><div>{e(TEASERS[1][0])}</div></a></aside>{''.join(ps[1:])}
<p><em>Additional reporting by Ivo Stern in Selm</em></p></div>
<div class="author-bio"><p>{e(BIO.format(author=s['author']))}</p></div><div class="barrier"><h2>Subscribe to unlock this article</h2><p>Try unlimited access. Only one crown for four weeks, then sixty-nine a month. Cancel any time during your trial.</p></div></div>
<footer><p>Markets data delayed by at least 15 minutes. The Broker and its journalism are subject to a code of practice.</p></footer></body></html>""".encode()


def latin(s):
    body = "\n<p>".join(e(t.lstrip("#")) for t in s["body"])
    return f"""<html><head><title>{e(s['headline'])}</title></head><body><table width="100%"><tr><td class="nav"><a href="a">Home</a><br><a href="b">Caf\u00e9 Kar\u015bt</a></td><td class="story">
<h2>{e(s['headline'])}</h2><i>{s['long']}</i><p>{body}<p><a href="index.html">Back to front page</a></td></tr></table>
<p align=center>Copyright \u00a9 1999 El D\u00eda del R\u00edo</p></body></html>""".encode("cp1252", "xmlcharrefreplace")


def unnews(s):
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{e(s['headline'])} | River News</title><meta name="description" content="{e(s['body'][0][:100])}">
<meta property="og:site_name" content="River News"><meta property="og:url" content="https://rivernews.example/en/story/{s['day'].replace('-', '/')}/1138"></head><body class="html node-type-news-story">
<div id="skip-link"><a href="#m">Skip to main content</a></div><div class="container"><ul class="lang"><li>English</li><li>Fran\u00e7ais</li></ul></div>
<section class="main"><div class="row"><div class="col-md-8"><div class="panel-pane"><h1>{e(s['headline'])}</h1><div class="field-media"><img src="i"><div class="credit">River Photo/Kim Dale</div><div class="caption-text">{e(CAPTION)}</div></div>
<div class="date-display"><span class="date-display-single" content="{s['day']}T00:00:00-05:00">{s['long']}</span></div><div class="field-items"><div class="field-item">{''.join(paras(s, '<p>{}</p>', '<h2><strong>{}</strong></h2>'))}</div></div>
<div class="soundcloud"><iframe src="x"></iframe></div></div></div><div class="col-md-4"><div class="pane-related"><h2>Related stories</h2>{teaser_cards('div', 'view-row')}</div></div></div></section>
<div class="foot"><ul><li><a href="/s">Sitemap</a></li></ul></div></body></html>""".encode()


def magazine(s):
    ps = paras(s)
    first = s["body"][0]
    ps[0] = f'<p class="lead"><span class="dropcap">{first[0]}</span>{e(first[1:])}</p>'
    quote = s["body"][-1]
    linked = [p.replace("the army", '<a href="/army">the army</a>').replace("minister", '<a href="/m">minister</a>') for p in ps]
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s['headline'])} · Long Water</title><meta name="publish-date" content="{s['long']}"></head><body><div class="mag"><header><a href="/"><img alt="Long Water"></a></header>
<div id="article" class="article hentry"><h1 class="entry-headline">{e(s['headline'])}</h1><p class="dek byline">By {s['author']}</p><div class="body-copy">{linked[0]}<div class="pullquote"><p>{e(quote)}</p></div>{''.join(linked[1:])}
<div class="factbox"><h4>The facts</h4><p>The two countries share a border of 412 kilometres, most of it a river.</p><p>They fought a war in 1978 that neither of them won.</p></div></div>
<p class="tagline"><em>Long Water is a magazine that comes out four times a year.</em></p></div></div></body></html>""".encode()


def gov(s):
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{e(s['headline'])} - State Department of Norland</title><meta name="dcterms.issued" content="{s['day']}T10:00:00"><meta name="dcterms.publisher" content="State Department of Norland"></head><body>
<a class="skip-link" href="#content">Skip to content</a><div class="gov-header"><div class="wrap"><a href="/">State Department of Norland</a></div></div><div class="phase-banner"><p>This is a new service. Your feedback will help us to improve it.</p></div>
<main id="content" role="main" class="gov-main"><div class="grid-row"><div class="column-two-thirds"><span class="caption-xl">Press release</span><h1 class="heading-xl">{e(s['headline'])}</h1>
<dl class="metadata"><dt>From:</dt><dd><a href="/d">State Department</a></dd><dt>Published:</dt><dd>{s['long']}</dd></dl></div></div>
<div class="grid-row"><div class="column-two-thirds"><div class="govspeak">{''.join(paras(s))}</div><div class="is-useful"><p>Is this page useful?</p><button>Yes</button></div></div><div class="column-third"><h2>Related content</h2>{link_list()}</div></div></main>
<footer role="contentinfo"><p>All content is available under the Open State Licence, except where otherwise stated.</p></footer></body></html>""".encode()


LAYOUTS = {f.__name__: f for f in (wordpress, hashed, tables, aspnet, amp, drupal, microdata, split, blogspot, cards, scripted, soup, minimal, paywall,
                                   latin, unnews, magazine, gov)}
# What a page says of its publisher; "" where it says nothing.
PUBLISHERS = {"wordpress": "The Karst Herald", "hashed": "Tarsa Times", "tables": "Selm Radio", "aspnet": "Ministry of the Interior", "amp": "BBZ News",
              "drupal": "Union of River States", "microdata": "Wire of the North", "split": "Daily Quay", "blogspot": "Notes from the Delta", "cards": "Inland Post",
              "scripted": "Channel Nine Karst", "soup": "Gate Weekly", "minimal": "", "paywall": "The Broker", "latin": "", "unnews": "River News",
              "magazine": "Long Water", "gov": "State Department of Norland"}


# ---- written when the rules stood, to see how they do on what they were not made for ----

def aside_rich(s):
    ps = paras(s, '<p class="dcr-4cudl2">{}</p>', '<h2 class="dcr-k7u8">{}</h2>')
    ps.insert(1, f'<aside data-spacefinder-role="richLink"><div><a href="/x">{e(TEASERS[0][0])}<span>Read more</span></a></div></aside>')
    return f"""<!doctype html><html lang="en"><head><title>{e(s['headline'])} | Norland | The Warden</title><meta charset="utf-8"><meta property="article:published_time" content="{s['day']}T16:10:44.000Z">
<meta property="og:site_name" content="the Warden"><script>window.w={{"a":"</div>"}}</script></head><body><div id="bannerandheader"><a href="#maincontent">Skip to main content</a><div><a href="/support">Support the Warden</a><p>Fund independent journalism with a few crowns per month</p></div></div>
<main data-layout="StandardLayout"><div data-gu-name="media"><figure><img src="m"></figure></div><div data-gu-name="headline"><h1 class="dcr-u0152o">{e(s['headline'])}</h1></div>
<div data-gu-name="standfirst"><ul><li><a href="/live">Follow live reports from the region, with pictures and maps</a></li></ul></div><div data-gu-name="meta"><address><a rel="author" href="/a">{s['author']}</a> in Karst</address><details><summary>{s['long']} 17.10 CET</summary>First published at 16.02</details></div>
<div data-gu-name="body"><div id="maincontent"><div class="article-body-commercial-selector">{''.join(ps)}</div></div></div>
<div data-gu-name="submeta"><span>Explore more on these topics</span><ul><li><a>Norland</a></li><li><a>news</a></li></ul></div></main>
<section><h2>Most viewed</h2><ol>{''.join(f'<li><a href="/v">{e(h)}</a></li>' for h, _ in TEASERS)}</ol></section><section id="comments"><div class="d-discussion">{comments()}</div></section></body></html>""".encode()


def wysiwyg(s):
    ps = paras(s)
    ps.insert(2, f'<div class="more-on"><h3>Recommended Stories</h3><span class="screen-reader-text">list of 4 items</span>{link_list()}<span>end of list</span></div>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s['headline'])} | Politics News | Delta Now</title><link rel="canonical" href="https://deltanow.example/news/{s['day'].replace('-', '/').replace('/0', '/')}/story"></head>
<body class="body"><div class="container"><main id="main-content-area" class="l-col--8"><header class="article-header"><h1>{e(s['headline'])}</h1><p class="article__subhead"><em>The step comes after months of pressure from the neighbours and a vote in the assembly.</em></p></header>
<div class="article-dates"><span class="screen-reader-text">Published On {s['long']}</span><span aria-hidden="true">{s['long']}</span></div>
<div class="wysiwyg wysiwyg--all-content" aria-live="polite">{''.join(ps)}</div><div class="article-source"><span>Source: Delta Now and news agencies</span></div></main>
<div class="sib-newsletter-form"><h2>Sign up for Week in the Delta</h2><p>Every Friday, the best of our reporting in one letter that takes ten minutes to read.</p></div></div></body></html>""".encode()


def wiki(s):
    ps = paras(s, "<p>{}</p>", '<h2><span class="mw-headline">{}</span><span class="mw-editsection">[<a href="#">edit</a>]</span></h2>')
    return f"""<!DOCTYPE html><html class="client-nojs"><head><meta charset="UTF-8"><title>{e(s['headline'])} - Openwire, the free news source</title></head><body class="mediawiki ltr ns-0"><div id="mw-page-base"></div>
<div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">{e(s['headline'])}</h1><div id="bodyContent"><div id="siteSub">From Openwire, the free news source you can write!</div><div id="mw-content-text"><div class="mw-parser-output">
<p><strong class="published"><span id="publishDate" class="value-title" title="{s['day']}">{s['long']}</span></strong></p><table class="infobox"><tr><td><b>Other stories from Norland</b>{link_list()}</td></tr></table>
{''.join(ps)}<h2><span class="mw-headline">Sources</span></h2><ul><li>{s['author']}. "<a href="https://x.example">A report that was read for this one</a>" &#8212; <i>The Karst Herald</i>, {s['long']}</li></ul></div></div>
<div id="catlinks" class="catlinks"><a href="/c">Categories</a>: <a href="/n">Norland</a></div></div></div><div id="mw-navigation"><h2>Navigation menu</h2>{link_list()}</div><div id="footer"><p>This page was last edited on 4 July 2025, at 10:12.</p></div></body></html>""".encode()


def letter(s):
    ps = paras(s, "<p><span>{}</span></p>", '<h3 class="header-anchor-post">{}</h3>')
    ps.insert(1, '<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p>River Letters is made by its readers. To get new ones and to help us, think about becoming a member.</p></div><form><input type="email"></form></div></div>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s['headline'])} - by {s['author']} - River Letters</title><meta property="og:title" content="{e(s['headline'])}">{ld(s, 'River Letters')}</head><body><div id="entry"><div class="main-menu"><h1><a href="/">River Letters</a></h1></div>
<div class="single-post-container"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published">{e(s['headline'])}</h1><div class="meta-EgzBVA">{s['author']}<br>{s['long']}</div></div>
<div><div class="available-content"><div class="body markup">{''.join(ps)}</div></div></div></article><div class="comments-page"><h4>Discussion about this post</h4>{comments('thread')}</div></div><div class="footer-wrap">Privacy. Terms. A letter from the river.</div></div></body></html>""".encode()


def agency(s):
    rest = "".join(f"<p><span>{'<strong>' + e(t[1:]) + '</strong>' if t[0] == '#' else '&#12288;&#12288;' + e(t)}</span></p>" for t in s["body"][1:])
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><meta name="pubdate" content="{s['day']} 21:14:08"><title>{e(s['headline'])}-Eastwire</title></head><body><div class="header domPC"><div class="nav">{link_list()}</div></div>
<div class="conTop"><h1 class="Btitle">{e(s['headline'])}</h1><p class="fixed-time">Source: Eastwire | {s['day']} 21:14:08 | Editor: huaxia</p></div><div class="main clearfix"><div class="left"><div id="detailContent"><p><img src="1.jpg"></p><p style="font-size:12px;color:#888">{e(CAPTION)}</p>
<p><span>&#12288;&#12288;{e(s["body"][0])}</span></p>{rest}</div><div class="bianji">Editor: L. Wen</div></div><div class="right"><div class="tit">Hot topics</div>{link_list()}</div></div><div class="foot">Copyright \u00a9 2000-2024 EASTWIRE.EXAMPLE All rights reserved.</div></body></html>""".encode()


def regional(s):
    ps = paras(s)
    ps.insert(1, f'<div class="ad-unit"><div class="ad-label">ADVERTISING</div></div><p><strong>READ MORE: <a href="/m">{e(TEASERS[2][0])}</a></strong></p>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{e(s['headline'])} | Selm Evening News</title><meta name="sailthru.date" content="{s['day']} 06:00:00 +0000"></head><body><div class="wrap"><div class="top-bar">Weather 12C <a href="/subs">Buy a paper</a></div>
<article class="article-main channel-news"><h1 itemprop="headline name">{e(s['headline'])}</h1><p class="sub-title">It is the talk of the town, from the market to the ferry.</p><div class="author">By <a href="/a">{s['author']}</a> Chief Reporter</div><ul class="date-info"><li><time datetime="{s['day']}T06:00:00Z">06:00, {s['long']}</time></li></ul>
{''.join(ps)}<p><em>Do you have a story for us? Write to our newsdesk or ring us at any hour of the day.</em></p></article><div class="more-from"><h4>More On</h4>{link_list()}</div><div class="widget-mostread">{teaser_cards('li', 'x')}</div></div></body></html>""".encode()


def divs(s):
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Port Gazette — {e(s['headline'])}</title></head><body><div class="frame"><div class="brand">Port Gazette</div><div class="lead-in"><div class="hl">{e(s['headline'])}</div><div class="when">{s['long']}, 18:30</div></div>
<section class="text">{''.join(f'<div class="paragraph">{e(t.lstrip("#"))}</div>' for t in s['body'])}</section><section class="else"><div class="kicker">Else today</div>{teaser_cards('div', 'item')}</section><div class="colophon">The Port Gazette has been printed at the harbour since the year of the flood.</div></div></body></html>""".encode()


def hardwrapped(s):
    import textwrap
    text = "\n\n".join("\n".join(textwrap.wrap(t.lstrip("#"), 66)) for t in s["body"])
    return f"""<html><head><title>{e(s['headline'])}</title></head><body bgcolor="white"><h2>{e(s['headline'])}</h2>Date: {s['day']}<hr><pre>
{e(text)}
</pre><hr><a href="prev.html">Previous message</a> <a href="next.html">Next message</a><address>Archive of the press office, made by a script</address></body></html>""".encode()


LAYOUTS |= {f.__name__: f for f in (aside_rich, wysiwyg, wiki, letter, agency, regional, divs, hardwrapped)}
PUBLISHERS |= {"aside_rich": "the Warden", "wysiwyg": "Delta Now", "wiki": "Openwire, the free news source", "letter": "River Letters", "agency": "Eastwire",
               "regional": "Selm Evening News", "divs": "Port Gazette", "hardwrapped": ""}
