/* A word more for a language is a word more in its row, as ca_words_fold gives it: small letters,
 * NFKC (a unit test says so of a word that is not). See words.h for what the roles mean. */
#include "text/words.h"

/* clang-format off */
const ca_word_row ca_word_rows[] = {
    /* Names a clip: "Video: …", "WATCH | …". */
    {CA_WORD_VIDEO, "en",
     "video|videos|watch|watch video|watch the video|watch this video|watch this|watch now|"
     "in video|on video|video clip|video report|video story|watch here|see video|see the video|"
     "view video|featured video|top video|video player"},
    {CA_WORD_VIDEO, "de",
     "video ansehen|im video|video abspielen|jetzt ansehen|video anschauen|zum video|sehen sie|"
     "videobeitrag|videobericht"},
    {CA_WORD_VIDEO, "fr",
     "vidéo|vidéos|en vidéo|regarder|regardez|voir la vidéo|regarder la vidéo|à voir en vidéo"},
    {CA_WORD_VIDEO, "es",
     "vídeo|vídeos|mira|mire|ver vídeo|ver video|mira el video|mira el vídeo|ver el vídeo|"
     "ver el video|en vídeo|en video"},
    {CA_WORD_VIDEO, "pt",
     "assista|veja|veja o vídeo|assista ao vídeo|ver vídeo|veja vídeo|em vídeo"},
    {CA_WORD_VIDEO, "it",
     "guarda|guarda il video|il video|guarda il filmato"},
    {CA_WORD_VIDEO, "nl",
     "bekijk|bekijk de video|bekijk video|kijk|video bekijken"},
    {CA_WORD_VIDEO, "pl",
     "wideo|film wideo|zobacz|zobacz wideo|obejrzyj|obejrzyj wideo|zobacz film|materiał wideo"},
    {CA_WORD_VIDEO, "cs sk",
     "sledujte|podívejte se|pustit video|přehrát video|pozrite si|pozrite video"},
    {CA_WORD_VIDEO, "sv",
     "videoklipp|se videon|se video|titta|titta här|se klippet|se klipp|tv-klipp"},
    {CA_WORD_VIDEO, "da no",
     "se videoen|se video|se her|videoklip|se klippet|se klipp|se videoklipp|se filmen"},
    {CA_WORD_VIDEO, "fi",
     "katso|katso video|videolla|katso videolta"},
    {CA_WORD_VIDEO, "tr",
     "i̇zle|i̇zleyin|videoyu izle|video izle|videoyu izleyin"},
    {CA_WORD_VIDEO, "ru",
     "видео|смотрите|смотреть|смотреть видео|смотрите видео|видеосюжет|на видео"},
    {CA_WORD_VIDEO, "uk",
     "відео|дивіться|дивитися|дивитися відео|дивіться відео|на відео"},
    {CA_WORD_VIDEO, "bg sr",
     "гледайте|вижте видео|погледајте|видео снимак|видеоклип|pogledajte|pogledajte video"},
    {CA_WORD_VIDEO, "hr sl",
     "pogledajte snimku|poglejte|videoposnetek|snimka"},
    {CA_WORD_VIDEO, "el",
     "βίντεο|δείτε|δείτε το βίντεο|δείτε βίντεο"},
    {CA_WORD_VIDEO, "ro",
     "videoclip|urmărește|urmăriți|vezi video|vezi videoclipul"},
    {CA_WORD_VIDEO, "hu",
     "videó|nézze meg|videón|nézd meg"},
    {CA_WORD_VIDEO, "ar",
     "فيديو|الفيديو|شاهد|شاهدوا|مشاهدة|شاهد الفيديو|بالفيديو|مقطع فيديو|مشاهدة الفيديو"},
    {CA_WORD_VIDEO, "he",
     "וידאו|וידיאו|סרטון|צפו|צפה|צפו בסרטון|לצפייה"},
    {CA_WORD_VIDEO, "fa ur",
     "ویدئو|ویدیو|ویڈیو|ببینید|تماشا کنید|دیکھیے|دیکھیں|ویدئو را ببینید"},
    {CA_WORD_VIDEO, "hi mr",
     "वीडियो|विडियो|व्हिडिओ|देखें|वीडियो देखें|देखिए|देखें वीडियो"},
    {CA_WORD_VIDEO, "bn ta te",
     "ভিডিও|দেখুন|வீடியோ|காணொளி|వీడియో|చూడండి"},
    {CA_WORD_VIDEO, "zh",
     "视频|視頻|影片|影音|观看|觀看|观看视频|观看影片|播放视频|播放影片|看视频|看影片"},
    {CA_WORD_VIDEO, "ja",
     "動画|映像|ビデオ|動画を見る|動画を再生|動画で見る|映像を見る"},
    {CA_WORD_VIDEO, "ko",
     "동영상|영상|비디오|영상 보기|동영상 보기|보기"},
    {CA_WORD_VIDEO, "id ms",
     "tonton|simak|lihat video|tonton video|saksikan|simak video"},
    {CA_WORD_VIDEO, "vi",
     "xem|xem video|video clip|xem clip"},
    {CA_WORD_VIDEO, "th",
     "วิดีโอ|วีดีโอ|คลิป|ชม|ชมคลิป|ดูวิดีโอ|คลิปวิดีโอ"},
    {CA_WORD_VIDEO, "sw eu ca",
     "tazama|bideoa|ikusi|mira el vídeo|veure vídeo"},

    /* Says that a mark beside it is a clip's. */
    {CA_WORD_SUPPORT, "en",
     "play|play video|play the video|play clip|now playing|playing now|clip|film|footage|trailer|"
     "highlights|video highlights|replay|tap to play|click to play|press play|unmute|media player|"
     "current video|video caption|media caption|this video"},
    {CA_WORD_SUPPORT, "de",
     "abspielen|wiedergabe|läuft gerade|jetzt läuft|film|aktuelles video|video starten"},
    {CA_WORD_SUPPORT, "fr",
     "lire|lecture|lire la vidéo|en cours de lecture|en lecture|lancer la vidéo|extrait"},
    {CA_WORD_SUPPORT, "es pt",
     "reproducir|reproducir vídeo|reproducir video|reproduciendo|reproduciendo ahora|reproduzir|"
     "reproduzir vídeo|reproduzindo|reproduzindo agora|em reprodução|tocar|clipe"},
    {CA_WORD_SUPPORT, "it",
     "riproduci|in riproduzione|riproduci video|filmato|avvia il video"},
    {CA_WORD_SUPPORT, "nl",
     "afspelen|nu aan het afspelen|speel af|video afspelen|speelt nu af|fragment"},
    {CA_WORD_SUPPORT, "pl cs sk",
     "odtwórz|odtwórz wideo|odtwarzanie|teraz odtwarzane|odtwarzaj|przehrát|přehrát|"
     "právě přehráváte|prehrať|spustit video|spustiť video"},
    {CA_WORD_SUPPORT, "sv da no",
     "spela|spela upp|spela video|spelas nu|spelar nu|afspil|afspil video|spill av|spiller nå|"
     "afspilles nu|spill av video"},
    {CA_WORD_SUPPORT, "fi",
     "toista|toista video|nyt toistetaan|nyt soi"},
    {CA_WORD_SUPPORT, "tr",
     "oynat|videoyu oynat|şimdi oynatılıyor|şu an oynatılıyor|klip"},
    {CA_WORD_SUPPORT, "ru uk bg",
     "воспроизвести|воспроизвести видео|сейчас воспроизводится|сейчас играет|ролик|включить видео|"
     "відтворити|відтворити відео|зараз відтворюється|пусни|пусни видео|клип|кліп"},
    {CA_WORD_SUPPORT, "el ro hu",
     "αναπαραγωγή|παίζει τώρα|redare|redă|se redă acum|lejátszás|most játszott"},
    {CA_WORD_SUPPORT, "ar he fa",
     "تشغيل|تشغيل الفيديو|يعرض الآن|قيد التشغيل|قيد التشغيل الآن|נגן|הפעל|מתנגן כעת|מתנגן עכשיו|"
     "پخش|در حال پخش|پخش ویدئو"},
    {CA_WORD_SUPPORT, "hi",
     "चलाएं|चलाएँ|अभी चल रहा है|प्ले"},
    {CA_WORD_SUPPORT, "zh",
     "播放|正在播放|立即播放|短片|片段|点击播放|點擊播放"},
    {CA_WORD_SUPPORT, "ja ko",
     "再生|再生中|再生する|재생|지금 재생 중|재생 중|동영상 재생|현재 재생 중"},
    {CA_WORD_SUPPORT, "id vi th",
     "putar|putar video|sedang diputar|phát|phát video|đang phát|เล่น|กําลังเล่น"},

    /* Announces a length. */
    {CA_WORD_DURATION, "en",
     "duration|length|running time|run time|runtime|video length|video duration|clip length"},
    {CA_WORD_DURATION, "de",
     "dauer|länge|laufzeit|spieldauer|videolänge"},
    {CA_WORD_DURATION, "fr es pt it",
     "durée|durée de la vidéo|duración|duração|durata|duração do vídeo|duración del vídeo"},
    {CA_WORD_DURATION, "nl sv da no fi",
     "duur|lengte|speelduur|längd|speltid|varighed|længde|varighet|lengde|kesto|pituus"},
    {CA_WORD_DURATION, "pl cs sk tr",
     "czas trwania|długość|délka|délka videa|stopáž|dĺžka|süre|süresi|video süresi"},
    {CA_WORD_DURATION, "ru uk bg el ro hu",
     "длительность|продолжительность|хронометраж|тривалість|продължителност|διάρκεια|durată|hossz|"
     "időtartam|hossza"},
    {CA_WORD_DURATION, "ar he fa hi",
     "المدة|مدة الفيديو|مدة|משך|אורך|مدت|مدت زمان|अवधि|समय अवधि"},
    {CA_WORD_DURATION, "zh ja ko id vi th",
     "时长|時長|长度|片长|視頻時長|视频时长|時間|再生時間|長さ|길이|재생 시간|재생시간|durasi|thời lượng|ความยาว"},

    /* The time is not a video's. */
    {CA_WORD_AUDIO, "en",
     "listen|listen now|listen to this article|listen to article|listen to the article|"
     "listen to this story|listen to the podcast|audio|podcast|play audio|play podcast|"
     "listen live|watch live|live|live stream|livestream|on air|radio|min read|minute read|"
     "minutes read|reading time|read time|read|kick-off|kickoff|kick off|tip-off|start|starts|"
     "start time|doors|doors open|opening hours|open|opens|closes|departs|departure|arrives|"
     "arrival|result|score|final score|full time|full-time|half time|half-time|published|updated|"
     "last updated|posted|first published|time of day|sunrise|sunset|tide|high tide|low tide|"
     "next train|next bus|prep time|cook time|total time|preparation|cooking time|episode|song|"
     "track|album"},
    {CA_WORD_AUDIO, "de",
     "hören|anhören|artikel anhören|artikel hören|beitrag hören|jetzt hören|lesezeit|lesedauer|"
     "min lesezeit|anpfiff|anstoss|beginn|einlass|ende|öffnungszeiten|abfahrt|ankunft|ergebnis|"
     "endstand|halbzeit|stand|veröffentlicht|aktualisiert|liveticker|livestream|zubereitung|"
     "kochzeit|backzeit|zubereitungszeit|vorlesen|hörbeitrag|uhrzeit|min. lesezeit"},
    {CA_WORD_AUDIO, "fr",
     "écouter|écoutez|écouter l'article|écouter l’article|balado|temps de lecture|min de lecture|"
     "coup d'envoi|coup d’envoi|début|horaires|publié|publié le|mis à jour|en direct|direct|"
     "résultat|départ|arrivée|lecture audio"},
    {CA_WORD_AUDIO, "es",
     "escuchar|escucha|escuche|escuchar artículo|escucha la noticia|escuchar noticia|"
     "tiempo de lectura|min de lectura|en directo|en vivo|inicio|horario|publicado|actualizado|"
     "resultado|salida|llegada|hora"},
    {CA_WORD_AUDIO, "pt it",
     "ouvir|ouça|ouvir artigo|ouvir notícia|tempo de leitura|ao vivo|início|horário|atualizado|"
     "ascolta|ascolta l'articolo|tempo di lettura|in diretta|diretta|inizio|orario|pubblicato|"
     "aggiornato|risultato|partenza|arrivo"},
    {CA_WORD_AUDIO, "nl sv da no fi",
     "luister|beluister|leestijd|aftrap|aanvang|gepubliceerd|bijgewerkt|uitslag|lyssna|"
     "lyssna på artikeln|lästid|avspark|publicerad|uppdaterad|lyt|læsetid|lyt til artiklen|"
     "offentliggjort|opdateret|lytt|hør|lesetid|publisert|oppdatert|kuuntele|kuuntele juttu|"
     "lukuaika|julkaistu|päivitetty|suora lähetys"},
    {CA_WORD_AUDIO, "pl cs sk tr",
     "posłuchaj|słuchaj|odsłuchaj|czas czytania|opublikowano|aktualizacja|wynik|początek|"
     "poslechněte si|poslouchat|doba čtení|publikováno|aktualizováno|výsledek|začátek|výkop|dinle|"
     "dinleyin|okuma süresi|canlı|canlı yayın|güncelleme|yayınlanma|sonuç|başlangıç"},
    {CA_WORD_AUDIO, "ru uk bg el",
     "слушать|слушайте|аудио|подкаст|время чтения|прямой эфир|опубликовано|обновлено|начало|счёт|"
     "результат|слухати|аудіо|час читання|опубліковано|оновлено|початок|наживо|ακούστε|ήχοσ|"
     "χρόνοσ ανάγνωσησ|ζωντανά|δημοσιεύθηκε|ενημερώθηκε|έναρξη|слушай"},
    {CA_WORD_AUDIO, "ar he fa hi",
     "استمع|صوت|بودكاست|وقت القراءة|مدة القراءة|بث مباشر|مباشر|نشر|آخر تحديث|النتيجة|האזינו|האזנה|"
     "פודקאסט|זמן קריאה|שידור חי|פורסם|עודכן|بشنوید|صدا|پادکست|زمان مطالعه|सुनें|सुनिए|ऑडियो|"
     "पॉडकास्ट|लाइव"},
    {CA_WORD_AUDIO, "zh ja ko",
     "收听|收聽|音频|音頻|播客|直播|阅读时间|閱讀時間|阅读时长|听新闻|聽新聞|发布时间|更新时间|更新|发布|比分|开球|音声|音声を聞く|聞く|ポッドキャスト|生放送|ライブ|"
     "更新日時|公開|読了時間|キックオフ|듣기|오디오|팟캐스트|생방송|라이브|입력|수정|기사 듣기|결과"},
    {CA_WORD_AUDIO, "id vi th ro hu",
     "dengarkan|siaran langsung|waktu baca|diperbarui|nghe|âm thanh|trực tiếp|cập nhật|"
     "thời gian đọc|ฟัง|สด|พอดแคสต์|ascultă|ascultați|timp de citire|publicat|actualizat|"
     "hallgassa meg|olvasási idő|élő|frissítve"},

    /* After this heading the article is over. */
    {CA_WORD_END, "en",
     "more videos|more video|more stories|more from|more news|more on this|more on this story|"
     "more to explore|more like this|most read|most popular|most watched|most viewed|popular|"
     "popular videos|popular now|trending|trending now|trending videos|recommended|"
     "recommended videos|recommended for you|you may also like|you might also like|you may like|"
     "top stories|top videos|latest|latest videos|latest news|latest stories|other videos|"
     "video playlist|playlist|all videos|editor's picks|editors' picks|editor’s picks|"
     "editors’ picks|around the web|from around the web|sponsored stories|what to watch next|"
     "watch more|watch next|comments|footer|must watch|in other news|next stories|similar videos|"
     "suggested videos|video gallery"},
    {CA_WORD_END, "de",
     "mehr videos|weitere videos|mehr artikel|weitere artikel|meistgelesen|meistgesehen|beliebt|"
     "beliebte videos|empfehlungen|empfohlen|empfohlene videos|das könnte sie auch interessieren|"
     "das könnte dich auch interessieren|neueste videos|aktuelle videos|andere videos|top-videos|"
     "alle videos|mehr aus|mehr von|mehr nachrichten|kommentare|weitere meldungen|ähnliche videos|"
     "die neuesten videos"},
    {CA_WORD_END, "fr",
     "plus de vidéos|autres vidéos|d'autres vidéos|d’autres vidéos|toutes les vidéos|"
     "vidéos recommandées|les plus lus|les plus lues|les plus vues|vidéos les plus vues|"
     "à ne pas manquer|recommandé pour vous|vous aimerez aussi|dernières vidéos|nos vidéos|"
     "commentaires|plus d'articles|plus d’articles|les dernières vidéos|à la une"},
    {CA_WORD_END, "es",
     "más vídeos|más videos|otros vídeos|otros videos|lo más visto|lo más leído|más leídas|"
     "más noticias|vídeos recomendados|videos recomendados|recomendados|te puede interesar|"
     "también te puede interesar|últimos vídeos|últimos videos|todos los vídeos|todos los videos|"
     "comentarios|vídeos más vistos|videos más vistos"},
    {CA_WORD_END, "pt",
     "mais vídeos|outros vídeos|mais vistos|mais lidas|mais lidos|vídeos recomendados|"
     "recomendados para você|veja também os vídeos|últimos vídeos|todos os vídeos|mais notícias|"
     "comentários|você pode gostar|vídeos mais vistos"},
    {CA_WORD_END, "it",
     "altri video|più video|i più letti|i più visti|video consigliati|consigliati|ultimi video|"
     "tutti i video|potrebbe interessarti|potrebbe interessarti anche|commenti|altre notizie|"
     "i video più visti"},
    {CA_WORD_END, "nl",
     "meer video's|meer video’s|andere video's|andere video’s|meest gelezen|meest bekeken|"
     "aanbevolen|aanbevolen video's|aanbevolen video’s|laatste video's|alle video's|reacties|"
     "meer nieuws|lees ook deze artikelen"},
    {CA_WORD_END, "pl",
     "więcej wideo|więcej filmów|inne filmy|najpopularniejsze|najczęściej oglądane|"
     "najczęściej czytane|polecane|polecane wideo|polecane filmy|najnowsze wideo|wszystkie filmy|"
     "komentarze|zobacz więcej|pozostałe wideo"},
    {CA_WORD_END, "cs sk",
     "další videa|více videí|nejčtenější|nejsledovanější|doporučujeme|doporučená videa|"
     "nejnovější videa|všechna videa|diskuse|ďalšie videá|viac videí|najčítanejšie|odporúčame|"
     "najnovšie videá"},
    {CA_WORD_END, "sv",
     "fler videor|fler klipp|mer video|mest lästa|mest sedda|rekommenderat|rekommenderade videor|"
     "senaste videor|alla videor|kommentarer|andra videor|fler artiklar"},
    {CA_WORD_END, "da no",
     "flere videoer|flere videoklip|mest læste|mest sete|anbefalet|anbefalede videoer|"
     "seneste videoer|alle videoer|kommentarer|mest lest|mest sett|anbefalt|siste videoer|"
     "andre videoer|flere saker|flere artikler"},
    {CA_WORD_END, "fi",
     "lisää videoita|muut videot|luetuimmat|katsotuimmat|suosittelemme|uusimmat videot|"
     "kaikki videot|kommentit"},
    {CA_WORD_END, "tr",
     "diğer videolar|daha fazla video|en çok okunanlar|en çok izlenenler|önerilen videolar|"
     "önerilenler|son videolar|tüm videolar|yorumlar|i̇lginizi çekebilir"},
    {CA_WORD_END, "ru",
     "другие видео|ещё видео|еще видео|больше видео|все видео|самое читаемое|самое популярное|"
     "популярное|популярные видео|рекомендуем|рекомендуемые видео|последние видео|комментарии|"
     "смотрите также другие видео|новые видео"},
    {CA_WORD_END, "uk bg sr",
     "інші відео|ще відео|більше відео|всі відео|найпопулярніше|популярне|рекомендуємо|"
     "останні відео|коментарі|още видео|още видеа|най-четени|препоръчано|остали видео снимци|"
     "још видео снимака"},
    {CA_WORD_END, "el ro hu",
     "περισσότερα βίντεο|άλλα βίντεο|δημοφιλή|προτεινόμενα|προτεινόμενα βίντεο|τελευταία βίντεο|"
     "σχόλια|mai multe videoclipuri|alte videoclipuri|cele mai citite|recomandări|"
     "videoclipuri recomandate|comentarii|további videók|több videó|legolvasottabb|"
     "ajánlott videók|hozzászólások"},
    {CA_WORD_END, "ar",
     "المزيد من الفيديوهات|المزيد من الفيديو|فيديوهات أخرى|مزيد من الفيديوهات|مقاطع فيديو أخرى|"
     "الأكثر قراءة|الأكثر مشاهدة|موصى به|فيديوهات ذات صلة|التعليقات|أحدث الفيديوهات|قد يعجبك أيضا|"
     "المزيد من الأخبار"},
    {CA_WORD_END, "he fa hi ur",
     "סרטונים נוספים|עוד סרטונים|עוד וידאו|הנקראות ביותר|הנצפים ביותר|מומלצים|מומלץ|תגובות|"
     "ویدئوهای بیشتر|ویدیوهای بیشتر|پربینندهترین|پیشنهادی|نظرات|और वीडियो|अधिक वीडियो|अन्य वीडियो|"
     "सबसे ज्यादा देखे गए|सबसे ज़्यादा पढ़ा गया|टिप्पणियां|مزید ویڈیوز"},
    {CA_WORD_END, "zh",
     "更多视频|更多視頻|更多影片|其他视频|其他影片|热门视频|热门影片|推荐视频|推薦影片|推薦視頻|最新视频|最新影片|热门|熱門|最多人阅读|最热文章|猜你喜欢|猜你喜歡|为你推荐|"
     "評論|评论|延伸影片|热门新闻|更多新闻|更多新聞"},
    {CA_WORD_END, "ja",
     "その他の動画|ほかの動画|他の動画|もっと見る|おすすめ動画|おすすめ|人気の動画|人気記事|最新動画|動画一覧|コメント|アクセスランキング|ランキング|よく読まれている記事"},
    {CA_WORD_END, "ko",
     "다른 동영상|더 많은 동영상|더 많은 영상|다른 영상|추천 영상|추천 동영상|인기 영상|인기 동영상|최신 영상|많이 본 뉴스|많이 본 영상|인기 기사|추천 기사|댓글"},
    {CA_WORD_END, "id vi th",
     "video lainnya|video pilihan|video terkini|video terpopuler|terpopuler|rekomendasi|komentar|"
     "video khác|xem thêm video|video mới nhất|đọc nhiều nhất|xem nhiều nhất|bình luận|"
     "có thể bạn quan tâm|วิดีโออื่น ๆ|วิดีโออื่นๆ|วิดีโอเพิ่มเติม|ยอดนิยม|แนะนํา|ความคิดเห็น"},

    /* A box of other pages inside the article. */
    {CA_WORD_BOX, "en",
     "up next|next up|coming up|next video|coming up next|related|related videos|related video|"
     "related articles|related article|related stories|related story|related content|"
     "related topics|related links|read more|read next|read also|also read|see also|don't miss|"
     "don’t miss|next|previous video|explore more|keep reading|continue reading|also on|see more|"
     "watch also|also watch"},
    {CA_WORD_BOX, "de",
     "als nächstes|nächstes video|verwandte themen|verwandte artikel|verwandte videos|"
     "mehr zum thema|zum thema|lesen sie auch|lesen sie mehr|auch interessant|siehe auch|"
     "weiterlesen|passend dazu|gleich im anschluss"},
    {CA_WORD_BOX, "fr",
     "à suivre|vidéo suivante|lire aussi|à lire aussi|lire la suite|sur le même sujet|"
     "articles liés|vidéos liées|voir aussi|à voir aussi|suivant|ensuite|à regarder aussi"},
    {CA_WORD_BOX, "es",
     "a continuación|siguiente|siguiente vídeo|siguiente video|relacionado|relacionados|"
     "vídeos relacionados|videos relacionados|noticias relacionadas|artículos relacionados|"
     "lea también|lee también|leer más|ver también|vea también|mira también"},
    {CA_WORD_BOX, "pt",
     "a seguir|próximo|próximo vídeo|relacionadas|vídeos relacionados|notícias relacionadas|"
     "leia também|leia mais|veja também|saiba mais"},
    {CA_WORD_BOX, "it",
     "a seguire|prossimo video|successivo|correlati|video correlati|articoli correlati|"
     "leggi anche|leggi di più|vedi anche|guarda anche|prossimo"},
    {CA_WORD_BOX, "nl",
     "hierna|volgende|volgende video|gerelateerd|gerelateerde video's|gerelateerde artikelen|"
     "lees ook|lees meer|bekijk ook|zie ook|straks"},
    {CA_WORD_BOX, "pl cs sk",
     "następny|następne wideo|następny film|powiązane|powiązane filmy|czytaj także|czytaj też|"
     "czytaj więcej|zobacz także|zobacz też|następuje|další video|následuje|související|"
     "související články|související videa|čtěte také|přečtěte si|přečtěte si také|viz také|"
     "čítajte aj|súvisiace|nasleduje"},
    {CA_WORD_BOX, "sv da no fi",
     "härnäst|nästa|nästa video|nästa klipp|relaterat|relaterade artiklar|relaterade videor|"
     "läs också|läs mer|läs även|se även|se också|næste|næste video|relateret|relaterede|læs også|"
     "læs mere|se også|neste|neste video|relatert|les også|les mer|seuraavaksi|seuraava|"
     "seuraava video|aiheeseen liittyvää|lue myös|lue lisää|katso myös"},
    {CA_WORD_BOX, "tr",
     "sıradaki|sonraki|sonraki video|sıradaki video|i̇lgili|i̇lgili videolar|i̇lgili haberler|"
     "ayrıca okuyun|devamını oku|bunu da oku|bunlar da ilginizi çekebilir"},
    {CA_WORD_BOX, "ru uk bg",
     "далее|следующее|следующее видео|по теме|похожие видео|связанные материалы|читайте также|"
     "читать далее|смотрите также|материалы по теме|далі|наступне|наступне відео|за темою|"
     "читайте також|дивіться також|схожі відео|следва|вижте още|прочетете още|още по темата"},
    {CA_WORD_BOX, "el ro hu",
     "επόμενο|στη συνέχεια|σχετικά|σχετικά άρθρα|σχετικά βίντεο|διαβάστε επίσησ|διαβάστε ακόμη|"
     "δείτε επίσησ|urmează|următorul|citește și|citește mai mult|vezi și|pe aceeași temă|"
     "következik|következő|kapcsolódó|kapcsolódó cikkek|olvassa el|ezt is olvassa el|lásd még"},
    {CA_WORD_BOX, "ar",
     "التالي|الفيديو التالي|يليه|ذات صلة|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|اقرأ أيضا|"
     "اقرأ أيضاً|اقرأ المزيد|إقرأ أيضا|شاهد أيضا|شاهد أيضاً"},
    {CA_WORD_BOX, "he fa hi ur",
     "הבא בתור|הבא|הסרטון הבא|כתבות קשורות|קראו גם|קראו עוד|ראו גם|צפו גם|بعدی|ویدئوی بعدی|"
     "مطالب مرتبط|بیشتر بخوانید|همچنین بخوانید|आगे|अगला|अगला वीडियो|संबंधित|यह भी पढ़ें|"
     "ये भी पढ़ें|और पढ़ें|यह भी देखें|مزید پڑھیں"},
    {CA_WORD_BOX, "zh",
     "接下来|接下來|下一个|下一個|下一个视频|下一部影片|即将播放|即將播放|相关|相關|相关视频|相關影片|相关新闻|相關新聞|相关阅读|相關閱讀|延伸阅读|延伸閱讀|推荐阅读|"
     "推薦閱讀|另请参阅"},
    {CA_WORD_BOX, "ja ko",
     "次の動画|次へ|次に再生|関連|関連動画|関連記事|関連ニュース|あわせて読む|あわせて読みたい|続きを読む|다음|다음 동영상|다음 영상|관련|관련 기사|관련 영상|"
     "관련 동영상|관련기사|더 읽기|함께 보기"},
    {CA_WORD_BOX, "id vi th",
     "berikutnya|video berikutnya|selanjutnya|terkait|berita terkait|video terkait|baca juga|"
     "baca selengkapnya|lihat juga|tiếp theo|video tiếp theo|liên quan|tin liên quan|đọc thêm|"
     "xem thêm|ถัดไป|วิดีโอถัดไป|ที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม"},

    /* Lists whose times are no clips. */
    {CA_WORD_LIST, "en",
     "chapters|chapter list|transcript|full transcript|video transcript|timeline|timestamps|"
     "time stamps|time codes|timecodes|programme|program|schedule|timetable|fixtures|results|"
     "full results|tracklist|track list|track listing|tracks|setlist|set list|songs|show notes|"
     "agenda|line-up|lineup|running order|splits|key moments|table of contents|contents|"
     "live updates|index|ingredients|method|steps|departures|arrivals|in this episode|episodes"},
    {CA_WORD_LIST, "de",
     "kapitel|transkript|transkription|zeitplan|programm|fahrplan|spielplan|ergebnisse|titelliste|"
     "titel|ablauf|inhalt|kapitelmarken|zeitmarken|spielzeiten|abfahrten|zutaten|zubereitung|"
     "shownotes|inhaltsverzeichnis"},
    {CA_WORD_LIST, "fr",
     "chapitres|transcription|programme|horaires|résultats|calendrier|liste des titres|titres|"
     "sommaire|chronologie|minutage|ingrédients"},
    {CA_WORD_LIST, "es pt it",
     "capítulos|transcripción|programa|horarios|calendario|resultados|lista de canciones|"
     "canciones|índice|transcrição|horários|faixas|lista de faixas|capitoli|trascrizione|"
     "programma|orari|risultati|tracce|scaletta|sommario|ingredienti|ingredientes|sumário"},
    {CA_WORD_LIST, "nl sv da no fi",
     "hoofdstukken|transcriptie|transcript|dienstregeling|uitslagen|nummers|inhoud|kapitler|"
     "transskription|transkribering|tidsplan|tabell|resultat|resultater|låtlista|program|luvut|"
     "litterointi|aikataulu|tulokset|ohjelma|sisältö|innehåll|indhold|innhold"},
    {CA_WORD_LIST, "pl cs sk tr",
     "rozdziały|transkrypcja|harmonogram|rozkład|wyniki|lista utworów|spis treści|kapitoly|přepis|"
     "rozvrh|jízdní řád|výsledky|seznam skladeb|obsah|bölümler|transkript|tarife|sonuçlar|"
     "program akışı|i̇çindekiler|prepis"},
    {CA_WORD_LIST, "ru uk bg el",
     "главы|расшифровка|стенограмма|расписание|программа|результаты|таймкоды|тайм-коды|треклист|"
     "трек-лист|содержание|хронология|розділи|розшифровка|розклад|програма|результати|таймкоди|"
     "зміст|глави|κεφάλαια|απομαγνητοφώνηση|πρόγραμμα|αποτελέσματα|δρομολόγια|περιεχόμενα"},
    {CA_WORD_LIST, "ar he fa hi",
     "الفصول|النص الكامل|نص الفيديو|الجدول|البرنامج|النتائج|المحتويات|פרקים|תמלול|לוח זמנים|"
     "תוצאות|תוכנית|תוכן|فصلها|متن کامل|برنامه|نتایج|अध्याय|प्रतिलेख|कार्यक्रम|परिणाम|समय सारणी"},
    {CA_WORD_LIST, "zh ja ko id vi",
     "章节|章節|文字稿|逐字稿|字幕稿|时间表|時間表|日程|赛程|賽程|结果|結果|曲目|曲目表|目录|目錄|时间轴|時間軸|チャプター|章|文字起こし|書き起こし|時刻表|日程表|"
     "試合結果|曲目一覧|収録曲|目次|タイムテーブル|챕터|녹취록|대본|시간표|일정|경기 결과|수록곡|목차|타임라인|bab|transkrip|jadwal|hasil|"
     "daftar lagu|daftar isi|chương|bản ghi|lịch trình|lịch thi đấu|kết quả|mục lục"},

    /* Furniture, never a title or a caption. */
    {CA_WORD_NOISE, "en",
     "advertisement|advertising|ad|sponsored|promoted|menu|home|home page|search|subscribe|"
     "subscribe now|sign in|sign up|log in|login|register|learn more|share|share this|"
     "share this article|save|copy link|link copied|print|email|facebook|twitter|x|whatsapp|"
     "linkedin|reddit|telegram|skip to content|skip to main content|skip advert|skip ad|news|"
     "world|sport|sports|business|politics|opinion|culture|lifestyle|technology|tech|science|"
     "health|entertainment|travel|weather|local|breaking|breaking news|exclusive|close|back|next|"
     "previous|follow|follow us|newsletter|newsletters|cookies|accept|accept all|settings|mute|"
     "unmute|pause|fullscreen|full screen|captions|subtitles|quality|speed|volume|loading|loaded|"
     "0 seconds of 0 seconds|report an error|why you can trust us|add to favourites|edition|"
     "sections|cast|cc|hd|image|stream type live|playback rate|descriptions|gift article|"
     "listen later|download|embed|toggle menu|open menu|close menu|photos|gallery|start of dialog|"
     "end of dialog|this is a modal window|current time|remaining time|time remaining|"
     "elapsed time|seek to live|audio track|chapters off|picture-in-picture|skip back|"
     "skip forward|/"},
    {CA_WORD_NOISE, "de",
     "anzeige|werbung|menü|startseite|suche|abonnieren|abo|anmelden|registrieren|mehr erfahren|"
     "teilen|merken|drucken|nachrichten|politik|wirtschaft|kultur|wissen|gesundheit|reise|wetter|"
     "lokales|eilmeldung|schliessen|zurück|weiter|einstellungen|ton aus|vollbild|untertitel|"
     "link kopieren|zum inhalt springen|inhalt|navigation"},
    {CA_WORD_NOISE, "fr",
     "publicité|annonce|accueil|recherche|rechercher|s'abonner|s’abonner|abonnez-vous|"
     "se connecter|connexion|partager|enregistrer|imprimer|actualités|monde|sports|économie|"
     "politique|société|météo|en savoir plus|fermer|retour|copier le lien|plein écran|sous-titres|"
     "aller au contenu|réservé aux abonnés"},
    {CA_WORD_NOISE, "es",
     "publicidad|anuncio|inicio|menú|buscar|suscríbete|suscribirse|iniciar sesión|compartir|"
     "guardar|imprimir|noticias|mundo|deportes|economía|política|cultura|sociedad|tiempo|"
     "más información|saber más|cerrar|volver|copiar enlace|pantalla completa|subtítulos|"
     "última hora|ir al contenido"},
    {CA_WORD_NOISE, "pt it",
     "publicidade|anúncio|início|pesquisar|assine|entrar|compartilhar|partilhar|salvar|notícias|"
     "esportes|desporto|economia|política|saiba mais|fechar|voltar|pubblicità|annuncio|cerca|"
     "abbonati|accedi|condividi|salva|stampa|notizie|mondo|sport|politica|cronaca|meteo|"
     "scopri di più|chiudi|schermo intero|sottotitoli"},
    {CA_WORD_NOISE, "nl sv da no fi",
     "advertentie|reclame|zoeken|abonneren|inloggen|delen|opslaan|nieuws|economie|weer|"
     "meer informatie|sluiten|annons|reklam|meny|hem|sök|prenumerera|logga in|dela|spara|nyheter|"
     "väder|läs mer|stäng|annonce|søg|log ind|del|gem|nyheder|vejr|luk|reklame|søk|logg inn|lagre|"
     "været|lukk|mainos|ilmoitus|valikko|etusivu|haku|tilaa|kirjaudu|jaa|tallenna|uutiset|urheilu|"
     "talous|sää|sulje"},
    {CA_WORD_NOISE, "pl cs sk tr",
     "reklama|ogłoszenie|szukaj|zaloguj się|zaloguj|subskrybuj|udostępnij|zapisz|wiadomości|świat|"
     "gospodarka|pogoda|dowiedz się więcej|zamknij|strona główna|inzerce|hledat|přihlásit se|"
     "přihlásit|předplatné|sdílet|uložit|zprávy|svět|ekonomika|počasí|zavřít|domů|inzercia|hľadať|"
     "zdieľať|správy|reklam|ara|ana sayfa|giriş yap|abone ol|paylaş|kaydet|haberler|dünya|spor|"
     "ekonomi|hava durumu|kapat|menü"},
    {CA_WORD_NOISE, "ru uk bg el",
     "реклама|меню|главная|поиск|войти|подписаться|поделиться|сохранить|новости|в мире|спорт|"
     "экономика|политика|погода|подробнее|закрыть|головна|пошук|увійти|підписатися|поділитися|"
     "зберегти|новини|світ|економіка|політика|закрити|начало|търсене|сподели|διαφήμιση|μενού|"
     "αρχική|αναζήτηση|σύνδεση|εγγραφή|κοινοποίηση|αποθήκευση|ειδήσεισ|κόσμοσ|αθλητικά|οικονομία|"
     "πολιτική|καιρόσ|κλείσιμο"},
    {CA_WORD_NOISE, "ar he fa hi",
     "إعلان|إعلانات|القائمة|الرئيسية|الصفحة الرئيسية|بحث|اشترك|تسجيل الدخول|مشاركة|شارك|حفظ|أخبار|"
     "الأخبار|عالم|رياضة|اقتصاد|سياسة|طقس|المزيد|إغلاق|פרסומת|תפריט|ראשי|חיפוש|התחברות|הרשמה|שתף|"
     "שיתוף|שמור|חדשות|ספורט|כלכלה|פוליטיקה|מזג אוויר|סגור|آگهی|تبلیغات|منو|خانه|جستجو|ورود|"
     "اشتراک|خبر|اخبار|جهان|ورزش|بستن|विज्ञापन|मेनू|होम|खोजें|लॉग इन|साझा करें|शेयर करें|समाचार|"
     "खेल|दुनिया|मौसम|बंद करें"},
    {CA_WORD_NOISE, "zh ja ko",
     "广告|廣告|菜单|首页|首頁|搜索|搜尋|登录|登入|订阅|訂閱|分享|收藏|保存|打印|新闻|新聞|国际|國際|体育|體育|财经|財經|政治|天气|天氣|关闭|關閉|了解更多|全屏|"
     "広告|メニュー|ホーム|検索|ログイン|会員登録|共有|シェア|ニュース|国際|スポーツ|経済|天気|閉じる|詳しく見る|광고|메뉴|홈|검색|로그인|회원가입|구독|공유|공유하기|"
     "저장|뉴스|국제|스포츠|경제|정치|날씨|닫기|더 알아보기"},
    {CA_WORD_NOISE, "id vi th ro hu",
     "iklan|beranda|cari|masuk|daftar|bagikan|simpan|berita|olahraga|ekonomi|cuaca|tutup|"
     "quảng cáo|trang chủ|tìm kiếm|đăng nhập|đăng ký|chia sẻ|lưu|tin tức|thế giới|thể thao|"
     "kinh tế|thời tiết|đóng|โฆษณา|เมนู|หน้าแรก|ค้นหา|เข้าสู่ระบบ|แชร์|ข่าว|กีฬา|ปิด|publicitate|"
     "reclamă|meniu|acasă|căutare|autentificare|abonare|distribuie|știri|hirdetés|menü|főoldal|"
     "keresés|bejelentkezés|megosztás|hírek"},

    /* Credits of still pictures. */
    {CA_WORD_PHOTO, "en",
     "photo|photos|photograph|photographs|photographer|photography|photo by|photos by|"
     "photograph by|photo courtesy|picture|pictures|picture by|image|images|image by|image credit|"
     "image source|photo credit|picture credit|credit|file photo|handout|illustration|"
     "illustration by|graphic|getty images|courtesy of|source|still"},
    {CA_WORD_PHOTO, "de",
     "foto|fotos|foto von|bild|bilder|bildquelle|bildnachweis|archivfoto|archivbild|symbolbild|"
     "symbolfoto|grafik|quelle|aufnahme"},
    {CA_WORD_PHOTO, "fr es pt it",
     "photographie|photo de|crédit photo|crédit|crédits|illustration|fotografía|fotografías|"
     "foto de|imagen|imágenes|crédito|archivo|ilustración|fotografia|foto di|imagem|imagens|"
     "reprodução|divulgação|immagine|immagini|crédito da foto|credito|fonte|fuente"},
    {CA_WORD_PHOTO, "nl sv da no fi",
     "beeld|afbeelding|foto's|fotograaf|fotograf|foto av|bild|billede|bilde|arkivfoto|arkivbild|"
     "kuva|kuvat|valokuva|kuvaaja|arkisto|kilde|källa"},
    {CA_WORD_PHOTO, "pl cs sk tr",
     "zdjęcie|zdjęcia|fot|fotografia|obraz|źródło|fotografie|snímek|obrázek|zdroj|"
     "autor fotografie|snímka|fotoğraf|fotoğraflar|görsel|kaynak|arşiv"},
    {CA_WORD_PHOTO, "ru uk bg sr el",
     "фото|фотография|фотографии|фотограф|снимок|изображение|иллюстрация|фотографія|світлина|"
     "зображення|снимка|фотографија|φωτογραφία|φωτογραφίεσ|φωτό|εικόνα|φωτο|источник|джерело"},
    {CA_WORD_PHOTO, "ro hu",
     "fotografie de|imagine|sursa foto|fotó|fényképek|kép|forrás|fotót készítette"},
    {CA_WORD_PHOTO, "ar he fa hi ur",
     "صورة|صور|الصورة|تصوير|الصور|المصدر|מקור|צילום|צילומים|תמונה|תמונות|عکس|تصویر|عکاس|فوٹو|फोटो|"
     "फ़ोटो|तस्वीर|तस्वीरें|छवि|चित्र|स्रोत"},
    {CA_WORD_PHOTO, "zh ja ko",
     "图|图片|圖|圖片|照片|图源|图片来源|圖片來源|摄影|攝影|资料图|資料圖片|图片提供|写真|画像|撮影|写真提供|資料写真|写真=|출처|사진|사진 제공|사진제공|이미지|"
     "자료사진|촬영"},
    {CA_WORD_PHOTO, "id vi th",
     "gambar|ảnh|hình|hình ảnh|nguồn|sumber|ภาพ|ภาพถ่าย|ภาพจาก|ที่มา"},

    /* Who takes pictures: "Video: Reuters" is a credit. */
    {CA_WORD_AGENCY, "",
     "reuters|ap|afp|dpa|epa|getty|getty images|associated press|agence france-presse|xinhua|tass|"
     "kyodo|yonhap|ansa|efe|lusa|belga|anp|tt|ritzau|ntb|stt|pap|čtk|bloomberg|shutterstock|"
     "istock|alamy|cnn|bbc|itv|sky news|nbc|abc|cbs|fox|pa|pa media|pti|ani|ians|aap|apa|keystone|"
     "sda|mti|bta|anadolu|cctv|新华社|新華社|中新社|共同|共同通信|時事|路透社|法新社|美联社|美聯社|연합뉴스|뉴시스|뉴스1|رويترز|أ ف ب|"
     "ا ف ب|רויטרס|риа новости|тасс|рейтер|укринформ|укрінформ|youtube|twitter|facebook|instagram|"
     "tiktok|zdf|ard|orf|srf|rtl|handout|screenshot"},

    {CA_WORD_BYLINE, "",
     "by|von|par|por|di|door|av|af|text|story by|reporting by|autor|autorin|redaktion|przez|yazan|"
     "автор|από|بقلم|كتب|מאת|記者|记者|文|撰文|기자|oleh|theo|redactie|tekst|teksti|text und"},

    /* A time of day follows or stands before. */
    {CA_WORD_AT, "",
     "at|from|until|till|by|since|before|after|around|on|about|um|ab|bis|gegen|von|seit|nach|vor|"
     "à|a|dès|jusqu'à|vers|de|desde|hasta|las|la|às|das|até|alle|dalle|ore|le|om|vanaf|tot|rond|"
     "kl|kl.|klokken|klokka|klockan|fra|til|från|klo|kello|o|godz|godz.|od|do|v|ve|saat|saati|в|с|"
     "до|о|з|від|στισ|από|الساعة|בשעה|ساعت|ora|orele|pukul|pkl|lúc|uhr|john|mark|luke|matthew|"
     "psalm|acts|romans|genesis|exodus|score|ratio|beat|won|lost|vs|won by"},
    {CA_WORD_CLOCK, "",
     "am|pm|a.m|p.m|a.m.|p.m.|uhr|gmt|utc|cet|cest|est|edt|pst|pdt|cst|cdt|mst|mdt|bst|ist|msk|"
     "hkt|sgt|jst|kst|aest|aedt|mesz|mez|et|pt|hrs|hs|o'clock|o’clock|ч|часов|год|годин|ώρα|מ|μ.μ|"
     "π.μ|μ.μ.|π.μ.|ص|م|clock|hod|óra|wib|wita|wit|heures|horas|ore|uur|local time|saatlerinde|點|"
     "点|時|시"},

    /* Units. */
    {CA_WORD_HOURS, "",
     "h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas|ora|ore|uur|uren|godz|"
     "godzina|godziny|godzin|hod|hodina|hodiny|hodin|tim|timme|timmar|time|timer|t|tunti|tuntia|"
     "saat|sa|ч|час|часа|часов|год|година|години|годин|ώρα|ώρεσ|ساعة|ساعات|שעה|שעות|ساعت|घंटा|"
     "घंटे|小时|小時|时|時|時間|시간|jam|giờ|ชั่วโมง|oră|óra"},
    {CA_WORD_MINUTES, "",
     "m|min|mins|minute|minutes|minuten|mn|minuto|minutos|minuti|minuut|minuta|minuty|minut|minút|"
     "minuter|minutter|minuutti|minuuttia|dk|dakika|мин|минута|минуты|минут|хв|хвилина|хвилини|"
     "хвилин|минути|λεπτό|λεπτά|λ|دقيقة|دقائق|دقيقتان|د|דקה|דקות|דק|دقیقه|منٹ|मिनट|मि|মিনিট|分|分钟|"
     "分鐘|分間|분|menit|mnt|phút|นาที|perc|minit"},
    {CA_WORD_SECONDS, "",
     "s|sec|secs|second|seconds|sek|sekunde|sekunden|seconde|secondes|segundo|segundos|seg|"
     "secondo|secondi|seconden|sekunda|sekundy|sekund|sekúnd|sekunder|sekuntia|sn|saniye|сек|с|"
     "секунда|секунды|секунд|секунди|δευτερόλεπτο|δευτερόλεπτα|δευτ|ثانية|ثوان|ثواني|ث|שנייה|"
     "שניות|שנ|ثانیه|سیکنڈ|सेकंड|सेकेंड|सेकण्ड|秒|秒钟|秒鐘|秒間|초|detik|dtk|giây|วินาที|secunde|"
     "másodperc|mp"},
    {CA_WORD_AND, "",
     "and|und|et|y|e|en|och|og|ja|i|a|ve|и|і|та|και|و|ו|और|și|és|dan|và"},

    {CA_WORD_SITE, "",
     "news|times|post|herald|gazette|tribune|journal|chronicle|daily|mail|express|observer|"
     "guardian|telegraph|standard|mirror|star|sun|press|today|online|magazine|tv|radio|zeitung|"
     "nachrichten|anzeiger|blatt|tagblatt|tageblatt|rundschau|kurier|presse|spiegel|diario|"
     "noticias|el país|jornal|folha|giornale|corriere|gazzetta|le monde|krant|dagblad|nieuws|"
     "tidning|tidningen|avis|dagbladet|gazeta|dziennik|noviny|deník|haber|gazetesi|новости|"
     "известия|газета|вести|новини|εφημερίδα|الأخبار|صحيفة|日报|日報|新闻网|新聞網|晚报|晚報|新聞|뉴스|일보|신문|.com"},
};
/* clang-format on */

const size_t ca_word_row_count = sizeof ca_word_rows / sizeof ca_word_rows[0];
