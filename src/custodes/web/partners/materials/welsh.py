"""The warning signs and the briefing pack in Welsh, in plain words."""

from custodes.web.partners.materials.words import Material, Part

DANGER = (
    "Os oes rhywun mewn perygl nawr, ffoniwch 999. Os nad yw'n ddiogel siarad, ffoniwch 999 o "
    "ffôn symudol, arhoswch, a phwyswch 55."
)
REPORT = Part(
    "Sut i ddweud wrthym",
    paragraphs=(
        (
            "Defnyddiwch dudalen adrodd yr heddlu. Nid oes angen cyfrif arnoch, ac nid oes rhaid "
            "dweud pwy ydych chi. Byddwch yn cael cod a saith gair; gyda'r rhain gallwch ddarllen "
            "ein "
            "hateb ac ychwanegu at yr hyn a ddywedoch. Ni all neb ddod o hyd i'r geiriau eto ar "
            "eich "
            "rhan: cadwch nhw'n ddiogel."
        ),
        (
            "Peidiwch â'i anfon drwy e-bost i gyfeiriad heddlu, a pheidiwch â'i ddweud wrth ddesg "
            "flaen: byddai mwy o bobl yn ei ddarllen."
        ),
        "Bydd y sawl sy'n rhoi'r briff yn ysgrifennu cyfeiriad y dudalen a rhif yr uned yma:",
    ),
    blank=2,
)
THEN = Part(
    "Beth sy'n digwydd wedyn",
    points=(
        (
            "Mae swyddog derbyn a enwyd yn yr uned gwrth-lygredd yn ei ddarllen. Ni all "
            "neb "
            "arall yn yr heddlu ei agor, ac ni all y cyfrifiadur sy'n ei dderbyn ei "
            "ddarllen."
        ),
        (
            "Y cwestiwn cyntaf yw a allai rhywun fod mewn perygl. Os felly, bydd camau i "
            "wneud y person hwnnw'n ddiogel yn dechrau cyn i ddim gael ei brofi."
        ),
        (
            "Cedwir ar wahân o ble y daeth. Nid yw'r rhai sy'n gweithio arno yn gweld eich "
            "enw, ac ni ddywedir wrth y swyddog dan sylw ei fod yn bodoli."
        ),
        (
            "Byddwch yn clywed iddo gael ei dderbyn, iddo gael ei ystyried, a wnaed "
            "rhywbeth, "
            "a'i fod wedi'i gau. Ni fyddwch yn clywed beth: gallai hynny roi rhywun mewn "
            "perygl."
        ),
        (
            "Os gallai swyddog fod wedi gwneud hyn, rhaid i'r heddlu ei gyfeirio at "
            "Swyddfa "
            "Annibynnol Ymddygiad yr Heddlu. Cewch fynd yno eich hun hefyd, neu at "
            "Crimestoppers."
        ),
    ),
)
SIGNS_LIST = (
    (
        "Mae'n ffonio, yn tecstio neu'n anfon negeseuon at gleient o ffôn preifat neu ar y "
        "cyfryngau "
        "cymdeithasol."
    ),
    "Mae'n galw heibio heb reswm, yn hwyr, ar ei ben neu ar ei phen ei hun, neu heb iwnifform.",
    "Mae'n dod yn ôl ar ôl i'r achos ddod i ben.",
    (
        "Mae'n gwybod pethau na ddywedodd y cleient wrth neb: cyfeiriad newydd, rhif newydd, "
        "partner "
        "newydd."
    ),
    "Mae'n rhoi arian, anrhegion, lifftiau, diod neu gyffuriau.",
    "Mae'n sôn am bryd a gwedd, rhyw neu gariad; yn gofyn am luniau; yn cyffwrdd.",
    "Mae'n dweud bod rhaid i'r peth aros rhwng y ddau ohonynt.",
    "Mae'n cynnig gwneud i gyhuddiad neu arestiad ddiflannu, neu'n bygwth dod ag un.",
    "Mae'n cadw gweithwyr cymorth draw, neu'n dweud nad oes eu hangen.",
    "Mae ofn ar y cleient pan sonnir am yr heddlu, neu mae'n tynnu cwyn yn ôl heb roi rheswm.",
)
SIGNS = Material(
    title="Arwyddion rhybudd: pan fydd rhywun sy'n gweithio i'r heddlu yn croesi'r llinell",
    summary="Dwy dudalen i'w gosod ar wal neu eu rhannu: beth i chwilio amdano, a beth i'w wneud.",
    lead=(
        "Mae bron pawb sy'n gweithio i'r heddlu yn gwneud hynny'n onest. Mae rhai yn defnyddio'r "
        "swydd i ddechrau perthynas rywiol neu emosiynol amhriodol â pherson yr oeddent yno i'w "
        "helpu. Mae hynny bob amser yn anghywir, beth bynnag y mae'r person arall yn ei ddweud "
        "neu'n ei deimlo, ac mae'n llygredd difrifol."
    ),
    parts=(
        Part(
            "Beth allech chi sylwi arno",
            points=SIGNS_LIST,
            note=(
                "Gall fod rheswm diniwed dros un o'r rhain ar ei ben ei hun. Nid oes rhaid i chi "
                "fod yn siŵr, ac nid oes angen prawf. Dywedwch wrthym beth welsoch chi; ein gwaith "
                "ni yw darganfod y gweddill."
            ),
        ),
        Part(
            "Pwy sy'n cael eu dewis",
            paragraphs=(
                (
                    "Yn aml, pobl y daethant i'w hadnabod drwy adroddiad o drosedd: pobl sy'n "
                    "dioddef "
                    "cam-drin domestig, sydd wedi cael eu treisio neu eu hymosod arnynt, sy'n "
                    "defnyddio "
                    "cyffuriau neu alcohol, sy'n sâl yn feddyliol, sy'n gwerthu rhyw, sydd heb "
                    "gartref, "
                    "sydd ag anabledd dysgu, a fagwyd mewn gofal, sy'n ifanc, neu y mae eu hawl i "
                    "aros "
                    "yn ansicr. Nid yw llawer yn gweld y peth yn anghywir. Mae rhai'n meddwl na "
                    "fyddai "
                    "neb yn eu credu. Gallant fod yn ddynion neu'n fenywod, ac felly hefyd y sawl "
                    "sy'n ei wneud."
                ),
            ),
        ),
        Part(
            "Beth i'w wneud",
            points=(
                DANGER,
                "Gwrandewch, a chredwch yr hyn a ddywedir wrthych. Nid bai'r cleient yw dim ohono.",
                (
                    "Ysgrifennwch yr hyn a welsoch ac a glywsoch, gyda dyddiau ac amseroedd. "
                    "Cadwch "
                    "negeseuon; peidiwch â chopïo ffôn neb."
                ),
                (
                    "Gofynnwch i'ch cleient beth gawn ni ei wneud. Cewch ddweud wrthym heb enwi'r "
                    "cleient."
                ),
                (
                    "Peidiwch â herio'r swyddog, peidiwch â'i rybuddio, a pheidiwch â holi "
                    "swyddogion "
                    "eraill."
                ),
                "Dywedwch wrthym.",
            ),
        ),
        REPORT,
        THEN,
    ),
)
PACK = Material(
    title="Pecyn briffio i sefydliadau sy'n cefnogi pobl agored i niwed",
    summary="I'r sawl sy'n rhoi briff ac i'r rhai sy'n ei glywed: hanner awr, gyda thaflen enwau "
    "a thaflen gwestiynau.",
    lead=(
        "Beth yw camddefnyddio safle at ddiben rhywiol, sut y gallech ei weld cyn i ni ei weld, "
        "sut i ddweud wrthym yn ddiogel, a beth sy'n digwydd wedyn."
    ),
    parts=(
        Part(
            "Pam rydym yn gofyn i chi",
            paragraphs=(
                (
                    "Mae rhai sy'n gweithio i'r heddlu, yn swyddogion ac yn staff, yn mynd ar ôl "
                    "pobl "
                    "y daethant i'w hadnabod drwy eu gwaith. Maent yn chwilio am y rhai sydd leiaf "
                    "tebygol o gael eu credu. Gall yr heddlu weld ei systemau a'i ffonau ei hun. "
                    "Ni "
                    "all weld ffôn preifat, neges ar y cyfryngau cymdeithasol nac ymweliad na "
                    "chofnododd neb. Gallwch chi a'ch cleientiaid."
                ),
                (
                    "Nid ydym yn gofyn i chi wylio'r heddlu, ac nid ydym yn gofyn am gofnodion "
                    "eich "
                    "cleientiaid. Gofynnwn, pan fydd rhywbeth yn eich poeni, iddo gyrraedd yr "
                    "ychydig "
                    "bobl sydd â'r gwaith o edrych i mewn iddo."
                ),
            ),
        ),
        Part(
            "Beth ydyw",
            paragraphs=(
                (
                    "Unrhyw ymddygiad gan rywun sy'n gweithio i'r heddlu sy'n defnyddio'r swydd i "
                    "geisio perthynas rywiol neu emosiynol amhriodol ag aelod o'r cyhoedd. Gall "
                    "ddechrau gyda charedigrwydd. Nid oes rhaid iddo fod yn gorfforol: mae "
                    "negeseuon "
                    "yn ddigon. Nid yw dymuniad y person arall yn ei wneud yn iawn, oherwydd nid "
                    "oedd "
                    "y ddau erioed yn gyfartal."
                ),
            ),
        ),
        Part(
            "Dwy ffordd y gall edrych",
            columns=("Sut mae'n mynd", "Beth allech chi ei weld"),
            narrow_first=True,
            rows=(
                (
                    "Un person, yn gyflym ac yn agos",
                    (
                        "Mae rhywun agored iawn i niwed yn cael galwadau, ymweliadau a negeseuon "
                        "fwyfwy, "
                        "yn aml ar ôl i'r achos ddod i ben. Anrhegion, cyfrinachau, cenfigen. "
                        "Mae'r "
                        "cleient yn sôn am “fy swyddog i”."
                    ),
                ),
                (
                    "Llawer o bobl, ychydig o bob un",
                    (
                        "Mae sawl cleient yn adnabod yr un swyddog wrth ei enw cyntaf neu ei "
                        "lysenw. "
                        "Cafodd pob un ychydig negeseuon, sylw, cynnig i alw heibio. Ar ei ben ei "
                        "hun "
                        "mae pob un yn edrych fel dim byd."
                    ),
                ),
            ),
            note="Os bydd dau o'ch cleientiaid yn sôn am yr un person, mae hynny ynddo'i hun yn "
            "werth ei ddweud wrthym.",
        ),
        Part("Arwyddion rhybudd", points=SIGNS_LIST, new_page=True),
        Part(
            "Pan fydd cleient yn dweud wrthych",
            points=(
                (
                    "Gwnewch hi'n ddiogel yn gyntaf: pwy all glywed, a phwy all ddarllen ffôn y "
                    "cleient?"
                ),
                DANGER,
                "Dywedwch eich bod yn credu'r cleient, ac nad ei fai ef na'i bai hi ydyw.",
                (
                    "Peidiwch ag addo na fyddwch yn dweud wrth neb. Dywedwch wrth bwy y byddech yn "
                    "dweud, a pham."
                ),
                (
                    "Gofynnwch cyn lleied ag sydd ei angen. Peidiwch â gofyn iddo gael ei ddweud "
                    "ddwywaith."
                ),
                "Ysgrifennwch eiriau'r cleient ei hun, y dyddiau, a'r hyn a welsoch chi eich hun.",
                (
                    "Gofynnwch a gawn ni gysylltu, sut, a phryd y mae'n ddiogel. Cedwir at "
                    "wrthod, oni "
                    "bai fod rhywun mewn perygl neu fod plentyn mewn perygl."
                ),
                "Gofalwch fod cynghorydd annibynnol (IDVA neu ISVA) yn cael ei gynnig.",
            ),
        ),
        Part(
            "Beth sy'n ein helpu, a beth nad oes ei angen arnom",
            columns=("Mae'n helpu", "Nid oes ei angen arnom"),
            rows=(
                (
                    "Beth a welwyd neu a glywyd, pryd ac ymhle",
                    "Enw'r cleient, os byddai'n well gennych beidio",
                ),
                (
                    (
                        "Beth yw enw'r swyddog, sut mae'n edrych, beth mae'n ei yrru; rhif ar yr "
                        "ysgwydd"
                    ),
                    "Prawf, neu eich bod yn siŵr",
                ),
                ("Pa ffôn neu gyfrif a ddefnyddiwyd", "Dim o'ch ffeiliau achos eich hun"),
                ("A oes rhywun mewn perygl nawr", "Datganiad"),
            ),
        ),
        REPORT,
        THEN,
        Part(
            "Beth allwch chi ei ofyn gennym",
            points=(
                "Person yn yr uned yr ydych yn ei adnabod, a sut i gysylltu'n ddiogel.",
                "Cyswllt mor aml ag y cytunwyd, a briff i gydweithwyr newydd.",
                "Ateb i bob adroddiad o fewn 28 diwrnod.",
                "Cytundeb ysgrifenedig ar beth a rennir, sut, a phryd yr edrychir arno eto.",
            ),
        ),
        Part(
            "I'w drafod",
            points=(
                (
                    "Mae cleient yn dweud bod “ei” swyddog hi yn galw heibio ar ei ffordd adref. "
                    "Beth "
                    "wnewch chi?"
                ),
                (
                    "Mewn cyfarfod, mae swyddog yn gofyn i chi sut mae cyn-gleient a ble mae'n byw "
                    "nawr."
                ),
                "Mae dau breswylydd yn gwybod yr un llysenw. Nid yw'r naill na'r llall am gwyno.",
                "Mae cleient wedi rhoi'r gorau i ateb ers i swyddog ddechrau ymweld. Beth gyntaf?",
            ),
        ),
        Part(
            "Pwy gafodd y briff",
            paragraphs=(
                "Dim ond y nifer a gedwir ar ein cofrestr. Mae'r daflen hon yn aros gyda chi.",
            ),
            columns=("Enw", "Swydd", "Diwrnod"),
            rows=(("", "", ""),) * 10,
            new_page=True,
        ),
        Part("Cwestiynau i'r uned", blank=6),
    ),
)
