/** Providers that sell under one name in many countries: `yahoo.fr`, `yahoo.co.uk`, `hotmail.it` … */
export const FREE_MAIL_FAMILIES: ReadonlySet<string> = new Set(
  'aim aol gmail gmx googlemail hotmail live msn outlook proton protonmail rocketmail tutanota windowslive yahoo yandex ymail zohomail'.split(' '),
);

/** Mail for everybody: its domain says nothing about an employer. */
export const FREE_MAIL_DOMAINS: ReadonlySet<string> = new Set(
  `
  icloud.com me.com mac.com pm.me passport.com
  fastmail.com fastmail.fm hey.com hushmail.com mail.com email.com usa.com inbox.com inbox.lv lycos.com zoho.com zoho.eu duck.com
  tuta.com tuta.io tutamail.com keemail.me mailfence.com disroot.org riseup.net startmail.com skiff.com runbox.com ctemplar.com cock.li mailo.com
  web.de t-online.de freenet.de posteo.de posteo.net posteo.org posteo.eu mailbox.org arcor.de gmx.net email.de online.de
  mail.de kabelmail.de vodafone.de vodafonemail.de unitybox.de ewe.net ewetel.net netcologne.de o2online.de magenta.de freemail.de
  a1.net aon.at chello.at drei.at liwest.at kabsi.at utanet.at bluewin.ch hispeed.ch sunrise.ch gmx.ch
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr aliceadsl.fr cegetel.net
  libero.it virgilio.it tiscali.it alice.it tin.it inwind.it iol.it fastwebnet.it email.it tim.it vodafone.it
  telefonica.net terra.es ono.com movistar.es sapo.pt clix.pt netcabo.pt iol.pt
  btinternet.com virginmedia.com ntlworld.com blueyonder.co.uk sky.com talktalk.net tiscali.co.uk eircom.net
  ziggo.nl kpnmail.nl planet.nl hetnet.nl home.nl xs4all.nl casema.nl upcmail.nl quicknet.nl chello.nl telenet.be skynet.be proximus.be scarlet.be pt.lu
  telia.com bredband.net spray.se online.no getmail.no mail.dk jubii.dk stofanet.dk ofir.dk saunalahti.fi luukku.com kolumbus.fi suomi24.fi
  wp.pl o2.pl onet.pl onet.eu op.pl interia.pl interia.eu poczta.onet.pl poczta.fm tlen.pl gazeta.pl vp.pl
  seznam.cz email.cz post.cz centrum.cz volny.cz atlas.cz azet.sk centrum.sk post.sk zoznam.sk
  freemail.hu citromail.hu indamail.hu t-online.hu abv.bg mail.bg dir.bg mail.ru bk.ru list.ru inbox.ru internet.ru rambler.ru ya.ru ukr.net i.ua meta.ua
  mail.ee online.ee hot.ee one.lt otenet.gr in.gr walla.com walla.co.il mynet.com
  qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com tom.com 139.com 189.cn 21cn.com aliyun.com
  naver.com daum.net hanmail.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp
  rediffmail.com indiatimes.com sify.com bigpond.com bigpond.net.au optusnet.com.au iinet.net.au xtra.co.nz
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net charter.net cox.net earthlink.net optonline.net juno.com netzero.net frontier.com
  shaw.ca rogers.com sympatico.ca telus.net videotron.ca bol.com.br uol.com.br terra.com.br ig.com.br globo.com prodigy.net.mx
  mailinator.com guerrillamail.com yopmail.com trashmail.com trash-mail.com 10minutemail.com temp-mail.org
  `
    .trim()
    .split(/\s+/),
);
