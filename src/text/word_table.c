/* A word more for a language is a word more in its row. See words.h for what the roles mean. */
#include "text/words.h"

/* clang-format off */
const ca_word_row ca_word_rows[] = {
    /* Names a clip: "Video: …", "WATCH | …". */
    {CA_WORD_VIDEO, "en", "Video|Videos|Watch|Watch video|Watch the video|Watch this video|Watch this|"
     "Watch now|In video|On video|Video clip|Video report|Video story|Watch here|See video|See the video|"
     "View video|Featured video|Top video|Video player"},
    {CA_WORD_VIDEO, "de", "Video ansehen|Im Video|Video abspielen|Jetzt ansehen|Video anschauen|Zum Video|"
     "Sehen Sie|Videobeitrag|Videobericht"},
    {CA_WORD_VIDEO, "fr", "Vidéo|Vidéos|En vidéo|Regarder|Regardez|Voir la vidéo|Regarder la vidéo|"
     "À voir en vidéo"},
    {CA_WORD_VIDEO, "es", "Vídeo|Vídeos|Mira|Mire|Ver vídeo|Ver video|Mira el video|Mira el vídeo|Ver el vídeo|"
     "Ver el video|En vídeo|En video"},
    {CA_WORD_VIDEO, "pt", "Assista|Veja|Veja o vídeo|Assista ao vídeo|Ver vídeo|Veja vídeo|Em vídeo"},
    {CA_WORD_VIDEO, "it", "Guarda|Guarda il video|Il video|Guarda il filmato"},
    {CA_WORD_VIDEO, "nl", "Bekijk|Bekijk de video|Bekijk video|Kijk|Video bekijken"},
    {CA_WORD_VIDEO, "pl", "Wideo|Film wideo|Zobacz|Zobacz wideo|Obejrzyj|Obejrzyj wideo|Zobacz film|Materiał wideo"},
    {CA_WORD_VIDEO, "cs sk", "Sledujte|Podívejte se|Pustit video|Přehrát video|Pozrite si|Pozrite video"},
    {CA_WORD_VIDEO, "sv", "Videoklipp|Se videon|Se video|Titta|Titta här|Se klippet|Se klipp|Tv-klipp"},
    {CA_WORD_VIDEO, "da no", "Se videoen|Se video|Se her|Videoklip|Se klippet|Se klipp|Se videoklipp|Se filmen"},
    {CA_WORD_VIDEO, "fi", "Katso|Katso video|Videolla|Katso videolta"},
    {CA_WORD_VIDEO, "tr", "İzle|İzleyin|Videoyu izle|Video izle|Videoyu izleyin"},
    {CA_WORD_VIDEO, "ru", "Видео|Смотрите|Смотреть|Смотреть видео|Смотрите видео|Видеосюжет|На видео"},
    {CA_WORD_VIDEO, "uk", "Відео|Дивіться|Дивитися|Дивитися відео|Дивіться відео|На відео"},
    {CA_WORD_VIDEO, "bg sr", "Гледайте|Вижте видео|Погледајте|Видео снимак|Видеоклип|Pogledajte|Pogledajte video"},
    {CA_WORD_VIDEO, "hr sl", "Pogledajte snimku|Poglejte|Videoposnetek|Snimka"},
    {CA_WORD_VIDEO, "el", "Βίντεο|Δείτε|Δείτε το βίντεο|Δείτε βίντεο"},
    {CA_WORD_VIDEO, "ro", "Videoclip|Urmărește|Urmăriți|Vezi video|Vezi videoclipul"},
    {CA_WORD_VIDEO, "hu", "Videó|Nézze meg|Videón|Nézd meg"},
    {CA_WORD_VIDEO, "ar", "فيديو|الفيديو|شاهد|شاهدوا|مشاهدة|شاهد الفيديو|بالفيديو|مقطع فيديو|مشاهدة الفيديو"},
    {CA_WORD_VIDEO, "he", "וידאו|וידיאו|סרטון|צפו|צפה|צפו בסרטון|לצפייה"},
    {CA_WORD_VIDEO, "fa ur", "ویدئو|ویدیو|ویڈیو|ببینید|تماشا کنید|دیکھیے|دیکھیں|ویدئو را ببینید"},
    {CA_WORD_VIDEO, "hi mr", "वीडियो|विडियो|व्हिडिओ|देखें|वीडियो देखें|देखिए|देखें वीडियो"},
    {CA_WORD_VIDEO, "bn ta te", "ভিডিও|দেখুন|வீடியோ|காணொளி|వీడియో|చూడండి"},
    {CA_WORD_VIDEO, "zh", "视频|視頻|影片|影音|观看|觀看|观看视频|观看影片|播放视频|播放影片|看视频|看影片"},
    {CA_WORD_VIDEO, "ja", "動画|映像|ビデオ|動画を見る|動画を再生|動画で見る|映像を見る"},
    {CA_WORD_VIDEO, "ko", "동영상|영상|비디오|영상 보기|동영상 보기|보기"},
    {CA_WORD_VIDEO, "id ms", "Tonton|Simak|Lihat video|Tonton video|Saksikan|Simak video"},
    {CA_WORD_VIDEO, "vi", "Xem|Xem video|Video clip|Xem clip"},
    {CA_WORD_VIDEO, "th", "วิดีโอ|วีดีโอ|คลิป|ชม|ชมคลิป|ดูวิดีโอ|คลิปวิดีโอ"},
    {CA_WORD_VIDEO, "sw eu ca", "Tazama|Bideoa|Ikusi|Mira el vídeo|Veure vídeo"},

    /* Says that a mark beside it is a clip's. */
    {CA_WORD_SUPPORT, "en", "Play|Play video|Play the video|Play clip|Now playing|Playing now|Clip|Film|Footage|"
     "Trailer|Highlights|Video highlights|Replay|Tap to play|Click to play|Press play|Unmute|Media player|"
     "Current video|Video caption|Media caption|This video"},
    {CA_WORD_SUPPORT, "de", "Abspielen|Wiedergabe|Läuft gerade|Jetzt läuft|Film|Aktuelles Video|Video starten"},
    {CA_WORD_SUPPORT, "fr", "Lire|Lecture|Lire la vidéo|En cours de lecture|En lecture|Lancer la vidéo|Extrait"},
    {CA_WORD_SUPPORT, "es pt", "Reproducir|Reproducir vídeo|Reproducir video|Reproduciendo|Reproduciendo ahora|"
     "Reproduzir|Reproduzir vídeo|Reproduzindo|Reproduzindo agora|Em reprodução|Tocar|Clipe"},
    {CA_WORD_SUPPORT, "it", "Riproduci|In riproduzione|Riproduci video|Filmato|Avvia il video"},
    {CA_WORD_SUPPORT, "nl", "Afspelen|Nu aan het afspelen|Speel af|Video afspelen|Speelt nu af|Fragment"},
    {CA_WORD_SUPPORT, "pl cs sk", "Odtwórz|Odtwórz wideo|Odtwarzanie|Teraz odtwarzane|Odtwarzaj|Przehrát|Přehrát|"
     "Právě přehráváte|Prehrať|Spustit video|Spustiť video"},
    {CA_WORD_SUPPORT, "sv da no", "Spela|Spela upp|Spela video|Spelas nu|Spelar nu|Afspil|Afspil video|Spill av|Spiller nå|"
     "Afspilles nu|Spill av video"},
    {CA_WORD_SUPPORT, "fi", "Toista|Toista video|Nyt toistetaan|Nyt soi"},
    {CA_WORD_SUPPORT, "tr", "Oynat|Videoyu oynat|Şimdi oynatılıyor|Şu an oynatılıyor|Klip"},
    {CA_WORD_SUPPORT, "ru uk bg", "Воспроизвести|Воспроизвести видео|Сейчас воспроизводится|Сейчас играет|Ролик|Включить видео|"
     "Відтворити|Відтворити відео|Зараз відтворюється|Пусни|Пусни видео|Клип|Кліп"},
    {CA_WORD_SUPPORT, "el ro hu", "Αναπαραγωγή|Παίζει τώρα|Redare|Redă|Se redă acum|Lejátszás|Most játszott"},
    {CA_WORD_SUPPORT, "ar he fa", "تشغيل|تشغيل الفيديو|يعرض الآن|قيد التشغيل|قيد التشغيل الآن|נגן|הפעל|מתנגן כעת|מתנגן עכשיו|پخش|در حال پخش|پخش ویدئو"},
    {CA_WORD_SUPPORT, "hi", "चलाएं|चलाएँ|अभी चल रहा है|प्ले"},
    {CA_WORD_SUPPORT, "zh", "播放|正在播放|立即播放|短片|片段|点击播放|點擊播放"},
    {CA_WORD_SUPPORT, "ja ko", "再生|再生中|再生する|재생|지금 재생 중|재생 중|동영상 재생|현재 재생 중"},
    {CA_WORD_SUPPORT, "id vi th", "Putar|Putar video|Sedang diputar|Phát|Phát video|Đang phát|เล่น|กำลังเล่น"},

    /* Announces a length. */
    {CA_WORD_DURATION, "en", "Duration|Length|Running time|Run time|Runtime|Video length|Video duration|Clip length"},
    {CA_WORD_DURATION, "de", "Dauer|Länge|Laufzeit|Spieldauer|Videolänge"},
    {CA_WORD_DURATION, "fr es pt it", "Durée|Durée de la vidéo|Duración|Duração|Durata|Duração do vídeo|Duración del vídeo"},
    {CA_WORD_DURATION, "nl sv da no fi", "Duur|Lengte|Speelduur|Längd|Speltid|Varighed|Længde|Varighet|Lengde|Kesto|Pituus"},
    {CA_WORD_DURATION, "pl cs sk tr", "Czas trwania|Długość|Délka|Délka videa|Stopáž|Dĺžka|Süre|Süresi|Video süresi"},
    {CA_WORD_DURATION, "ru uk bg el ro hu", "Длительность|Продолжительность|Хронометраж|Тривалість|Продължителност|Διάρκεια|Durată|Hossz|Időtartam|Hossza"},
    {CA_WORD_DURATION, "ar he fa hi", "المدة|مدة الفيديو|مدة|משך|אורך|مدت|مدت زمان|अवधि|समय अवधि"},
    {CA_WORD_DURATION, "zh ja ko id vi th", "时长|時長|长度|片长|視頻時長|视频时长|時間|再生時間|長さ|길이|재생 시간|재생시간|Durasi|Thời lượng|ความยาว"},

    /* The time is not a video's. */
    {CA_WORD_AUDIO, "en", "Listen|Listen now|Listen to this article|Listen to article|Listen to the article|Listen to this story|"
     "Listen to the podcast|Audio|Podcast|Play audio|Play podcast|Listen live|Watch live|Live|Live stream|Livestream|On air|Radio|"
     "min read|minute read|minutes read|Reading time|Read time|Read|Kick-off|Kickoff|Kick off|Tip-off|Start|Starts|Start time|"
     "Doors|Doors open|Opening hours|Open|Opens|Closes|Departs|Departure|Arrives|Arrival|Result|Score|Final score|Full time|Full-time|"
     "Half time|Half-time|Published|Updated|Last updated|Posted|First published|Time of day|Sunrise|Sunset|Tide|High tide|Low tide|"
     "Next train|Next bus|Prep time|Cook time|Total time|Preparation|Cooking time|Episode|Song|Track|Album"},
    {CA_WORD_AUDIO, "de", "Hören|Anhören|Artikel anhören|Artikel hören|Beitrag hören|Jetzt hören|Lesezeit|Lesedauer|Min Lesezeit|Anpfiff|Anstoß|Beginn|"
     "Einlass|Ende|Öffnungszeiten|Abfahrt|Ankunft|Ergebnis|Endstand|Halbzeit|Stand|Veröffentlicht|Aktualisiert|Liveticker|"
     "Livestream|Zubereitung|Kochzeit|Backzeit|Zubereitungszeit|Vorlesen|Hörbeitrag|Uhrzeit|Min. Lesezeit"},
    {CA_WORD_AUDIO, "fr", "Écouter|Écoutez|Écouter l'article|Écouter l’article|Balado|Temps de lecture|Min de lecture|Coup d'envoi|Coup d’envoi|"
     "Début|Horaires|Publié|Publié le|Mis à jour|En direct|Direct|Résultat|Départ|Arrivée|Lecture audio"},
    {CA_WORD_AUDIO, "es", "Escuchar|Escucha|Escuche|Escuchar artículo|Escucha la noticia|Escuchar noticia|Tiempo de lectura|Min de lectura|En directo|En vivo|"
     "Inicio|Horario|Publicado|Actualizado|Resultado|Salida|Llegada|Hora"},
    {CA_WORD_AUDIO, "pt it", "Ouvir|Ouça|Ouvir artigo|Ouvir notícia|Tempo de leitura|Ao vivo|Início|Horário|Atualizado|Ascolta|Ascolta l'articolo|"
     "Tempo di lettura|In diretta|Diretta|Inizio|Orario|Pubblicato|Aggiornato|Risultato|Partenza|Arrivo"},
    {CA_WORD_AUDIO, "nl sv da no fi", "Luister|Beluister|Leestijd|Aftrap|Aanvang|Gepubliceerd|Bijgewerkt|Uitslag|Lyssna|Lyssna på artikeln|Lästid|"
     "Avspark|Publicerad|Uppdaterad|Lyt|Læsetid|Lyt til artiklen|Offentliggjort|Opdateret|Lytt|Hør|Lesetid|Publisert|Oppdatert|"
     "Kuuntele|Kuuntele juttu|Lukuaika|Julkaistu|Päivitetty|Suora lähetys"},
    {CA_WORD_AUDIO, "pl cs sk tr", "Posłuchaj|Słuchaj|Odsłuchaj|Czas czytania|Opublikowano|Aktualizacja|Wynik|Początek|Poslechněte si|Poslouchat|"
     "Doba čtení|Publikováno|Aktualizováno|Výsledek|Začátek|Výkop|Dinle|Dinleyin|Okuma süresi|Canlı|Canlı yayın|Güncelleme|Yayınlanma|Sonuç|Başlangıç"},
    {CA_WORD_AUDIO, "ru uk bg el", "Слушать|Слушайте|Аудио|Подкаст|Время чтения|Прямой эфир|Опубликовано|Обновлено|Начало|Счёт|Результат|"
     "Слухати|Аудіо|Час читання|Опубліковано|Оновлено|Початок|Наживо|Ακούστε|Ήχος|Χρόνος ανάγνωσης|Ζωντανά|Δημοσιεύθηκε|Ενημερώθηκε|Έναρξη|Слушай"},
    {CA_WORD_AUDIO, "ar he fa hi", "استمع|صوت|بودكاست|وقت القراءة|مدة القراءة|بث مباشر|مباشر|نشر|آخر تحديث|النتيجة|האזינו|האזנה|פודקאסט|זמן קריאה|שידור חי|פורסם|עודכן|بشنوید|صدا|پادکست|زمان مطالعه|सुनें|सुनिए|ऑडियो|पॉडकास्ट|लाइव"},
    {CA_WORD_AUDIO, "zh ja ko", "收听|收聽|音频|音頻|播客|直播|阅读时间|閱讀時間|阅读时长|听新闻|聽新聞|发布时间|更新时间|更新|发布|比分|开球|音声|音声を聞く|聞く|ポッドキャスト|生放送|ライブ|更新日時|公開|読了時間|キックオフ|듣기|오디오|팟캐스트|생방송|라이브|입력|수정|기사 듣기|결과"},
    {CA_WORD_AUDIO, "id vi th ro hu", "Dengarkan|Siaran langsung|Waktu baca|Diperbarui|Nghe|Âm thanh|Trực tiếp|Cập nhật|Thời gian đọc|ฟัง|สด|พอดแคสต์|Ascultă|Ascultați|Timp de citire|Publicat|Actualizat|Hallgassa meg|Olvasási idő|Élő|Frissítve"},

    /* After this heading the article is over. */
    {CA_WORD_END, "en", "More videos|More video|More stories|More from|More news|More on this|More on this story|More to explore|More like this|"
     "Most read|Most popular|Most watched|Most viewed|Popular|Popular videos|Popular now|Trending|Trending now|Trending videos|Recommended|Recommended videos|Recommended for you|"
     "You may also like|You might also like|You may like|Top stories|Top videos|Latest|Latest videos|Latest news|Latest stories|Other videos|"
     "Video playlist|Playlist|All videos|Editor's picks|Editors' picks|Editor’s picks|Editors’ picks|Around the web|From around the web|Sponsored stories|What to watch next|Watch more|Watch next|"
     "Comments|Footer|Must watch|In other news|Next stories|Similar videos|Suggested videos|Video gallery"},
    {CA_WORD_END, "de", "Mehr Videos|Weitere Videos|Mehr Artikel|Weitere Artikel|Meistgelesen|Meistgesehen|Beliebt|Beliebte Videos|Empfehlungen|Empfohlen|"
     "Empfohlene Videos|Das könnte Sie auch interessieren|Das könnte dich auch interessieren|Neueste Videos|Aktuelle Videos|Andere Videos|Top-Videos|Alle Videos|Mehr aus|Mehr von|"
     "Mehr Nachrichten|Kommentare|Weitere Meldungen|Ähnliche Videos|Die neuesten Videos"},
    {CA_WORD_END, "fr", "Plus de vidéos|Autres vidéos|D'autres vidéos|D’autres vidéos|Toutes les vidéos|Vidéos recommandées|Les plus lus|Les plus lues|Les plus vues|"
     "Vidéos les plus vues|À ne pas manquer|Recommandé pour vous|Vous aimerez aussi|Dernières vidéos|Nos vidéos|Commentaires|Plus d'articles|Plus d’articles|Les dernières vidéos|À la une"},
    {CA_WORD_END, "es", "Más vídeos|Más videos|Otros vídeos|Otros videos|Lo más visto|Lo más leído|Más leídas|Más noticias|Vídeos recomendados|Videos recomendados|"
     "Recomendados|Te puede interesar|También te puede interesar|Últimos vídeos|Últimos videos|Todos los vídeos|Todos los videos|Comentarios|Vídeos más vistos|Videos más vistos"},
    {CA_WORD_END, "pt", "Mais vídeos|Outros vídeos|Mais vistos|Mais lidas|Mais lidos|Vídeos recomendados|Recomendados para você|Veja também os vídeos|Últimos vídeos|Todos os vídeos|Mais notícias|Comentários|Você pode gostar|Vídeos mais vistos"},
    {CA_WORD_END, "it", "Altri video|Più video|I più letti|I più visti|Video consigliati|Consigliati|Ultimi video|Tutti i video|Potrebbe interessarti|Potrebbe interessarti anche|Commenti|Altre notizie|I video più visti"},
    {CA_WORD_END, "nl", "Meer video's|Meer video’s|Andere video's|Andere video’s|Meest gelezen|Meest bekeken|Aanbevolen|Aanbevolen video's|Aanbevolen video’s|Laatste video's|Alle video's|Reacties|Meer nieuws|Lees ook deze artikelen"},
    {CA_WORD_END, "pl", "Więcej wideo|Więcej filmów|Inne filmy|Najpopularniejsze|Najczęściej oglądane|Najczęściej czytane|Polecane|Polecane wideo|Polecane filmy|Najnowsze wideo|Wszystkie filmy|Komentarze|Zobacz więcej|Pozostałe wideo"},
    {CA_WORD_END, "cs sk", "Další videa|Více videí|Nejčtenější|Nejsledovanější|Doporučujeme|Doporučená videa|Nejnovější videa|Všechna videa|Diskuse|Ďalšie videá|Viac videí|Najčítanejšie|Odporúčame|Najnovšie videá"},
    {CA_WORD_END, "sv", "Fler videor|Fler klipp|Mer video|Mest lästa|Mest sedda|Rekommenderat|Rekommenderade videor|Senaste videor|Alla videor|Kommentarer|Andra videor|Fler artiklar"},
    {CA_WORD_END, "da no", "Flere videoer|Flere videoklip|Mest læste|Mest sete|Anbefalet|Anbefalede videoer|Seneste videoer|Alle videoer|Kommentarer|Mest lest|Mest sett|Anbefalt|Siste videoer|Andre videoer|Flere saker|Flere artikler"},
    {CA_WORD_END, "fi", "Lisää videoita|Muut videot|Luetuimmat|Katsotuimmat|Suosittelemme|Uusimmat videot|Kaikki videot|Kommentit"},
    {CA_WORD_END, "tr", "Diğer videolar|Daha fazla video|En çok okunanlar|En çok izlenenler|Önerilen videolar|Önerilenler|Son videolar|Tüm videolar|Yorumlar|İlginizi çekebilir"},
    {CA_WORD_END, "ru", "Другие видео|Ещё видео|Еще видео|Больше видео|Все видео|Самое читаемое|Самое популярное|Популярное|Популярные видео|Рекомендуем|Рекомендуемые видео|Последние видео|Комментарии|Смотрите также другие видео|Новые видео"},
    {CA_WORD_END, "uk bg sr", "Інші відео|Ще відео|Більше відео|Всі відео|Найпопулярніше|Популярне|Рекомендуємо|Останні відео|Коментарі|Още видео|Още видеа|Най-четени|Препоръчано|Остали видео снимци|Још видео снимака"},
    {CA_WORD_END, "el ro hu", "Περισσότερα βίντεο|Άλλα βίντεο|Δημοφιλή|Προτεινόμενα|Προτεινόμενα βίντεο|Τελευταία βίντεο|Σχόλια|Mai multe videoclipuri|Alte videoclipuri|Cele mai citite|Recomandări|Videoclipuri recomandate|Comentarii|További videók|Több videó|Legolvasottabb|Ajánlott videók|Hozzászólások"},
    {CA_WORD_END, "ar", "المزيد من الفيديوهات|المزيد من الفيديو|فيديوهات أخرى|مزيد من الفيديوهات|مقاطع فيديو أخرى|الأكثر قراءة|الأكثر مشاهدة|موصى به|فيديوهات ذات صلة|التعليقات|أحدث الفيديوهات|قد يعجبك أيضا|المزيد من الأخبار"},
    {CA_WORD_END, "he fa hi ur", "סרטונים נוספים|עוד סרטונים|עוד וידאו|הנקראות ביותר|הנצפים ביותר|מומלצים|מומלץ|תגובות|ویدئوهای بیشتر|ویدیوهای بیشتر|پربیننده‌ترین|پیشنهادی|نظرات|और वीडियो|अधिक वीडियो|अन्य वीडियो|सबसे ज्यादा देखे गए|सबसे ज़्यादा पढ़ा गया|टिप्पणियां|مزید ویڈیوز"},
    {CA_WORD_END, "zh", "更多视频|更多視頻|更多影片|其他视频|其他影片|热门视频|热门影片|推荐视频|推薦影片|推薦視頻|最新视频|最新影片|热门|熱門|最多人阅读|最热文章|猜你喜欢|猜你喜歡|为你推荐|評論|评论|延伸影片|热门新闻|更多新闻|更多新聞"},
    {CA_WORD_END, "ja", "その他の動画|ほかの動画|他の動画|もっと見る|おすすめ動画|おすすめ|人気の動画|人気記事|最新動画|動画一覧|コメント|アクセスランキング|ランキング|よく読まれている記事"},
    {CA_WORD_END, "ko", "다른 동영상|더 많은 동영상|더 많은 영상|다른 영상|추천 영상|추천 동영상|인기 영상|인기 동영상|최신 영상|많이 본 뉴스|많이 본 영상|인기 기사|추천 기사|댓글"},
    {CA_WORD_END, "id vi th", "Video lainnya|Video pilihan|Video terkini|Video terpopuler|Terpopuler|Rekomendasi|Komentar|Video khác|Xem thêm video|Video mới nhất|Đọc nhiều nhất|Xem nhiều nhất|Bình luận|Có thể bạn quan tâm|วิดีโออื่น ๆ|วิดีโออื่นๆ|วิดีโอเพิ่มเติม|ยอดนิยม|แนะนำ|ความคิดเห็น"},

    /* A box of other pages inside the article. */
    {CA_WORD_BOX, "en", "Up next|Next up|Coming up|Next video|Coming up next|Related|Related videos|Related video|Related articles|Related article|Related stories|Related story|Related content|Related topics|Related links|"
     "Read more|Read next|Read also|Also read|See also|Don't miss|Don’t miss|Next|Previous video|Explore more|Keep reading|Continue reading|Also on|See more|Watch also|Also watch"},
    {CA_WORD_BOX, "de", "Als Nächstes|Nächstes Video|Als nächstes|Verwandte Themen|Verwandte Artikel|Verwandte Videos|Mehr zum Thema|Zum Thema|Lesen Sie auch|Lesen Sie mehr|Auch interessant|Siehe auch|Weiterlesen|Passend dazu|Gleich im Anschluss"},
    {CA_WORD_BOX, "fr", "À suivre|Vidéo suivante|Lire aussi|À lire aussi|Lire la suite|Sur le même sujet|Articles liés|Vidéos liées|Voir aussi|À voir aussi|Suivant|Ensuite|À regarder aussi"},
    {CA_WORD_BOX, "es", "A continuación|Siguiente|Siguiente vídeo|Siguiente video|Relacionado|Relacionados|Vídeos relacionados|Videos relacionados|Noticias relacionadas|Artículos relacionados|Lea también|Lee también|Leer más|Ver también|Vea también|Mira también"},
    {CA_WORD_BOX, "pt", "A seguir|Próximo|Próximo vídeo|Relacionadas|Vídeos relacionados|Notícias relacionadas|Leia também|Leia mais|Veja também|Saiba mais"},
    {CA_WORD_BOX, "it", "A seguire|Prossimo video|Successivo|Correlati|Video correlati|Articoli correlati|Leggi anche|Leggi di più|Vedi anche|Guarda anche|Prossimo"},
    {CA_WORD_BOX, "nl", "Hierna|Volgende|Volgende video|Gerelateerd|Gerelateerde video's|Gerelateerde artikelen|Lees ook|Lees meer|Bekijk ook|Zie ook|Straks"},
    {CA_WORD_BOX, "pl cs sk", "Następny|Następne wideo|Następny film|Powiązane|Powiązane filmy|Czytaj także|Czytaj też|Czytaj więcej|Zobacz także|Zobacz też|Następuje|Další video|Následuje|Související|Související články|Související videa|Čtěte také|Přečtěte si|Přečtěte si také|Viz také|Čítajte aj|Súvisiace|Nasleduje"},
    {CA_WORD_BOX, "sv da no fi", "Härnäst|Nästa|Nästa video|Nästa klipp|Relaterat|Relaterade artiklar|Relaterade videor|Läs också|Läs mer|Läs även|Se även|Se också|Næste|Næste video|Relateret|Relaterede|Læs også|Læs mere|Se også|Neste|Neste video|Relatert|Les også|Les mer|Seuraavaksi|Seuraava|Seuraava video|Aiheeseen liittyvää|Lue myös|Lue lisää|Katso myös"},
    {CA_WORD_BOX, "tr", "Sıradaki|Sonraki|Sonraki video|Sıradaki video|İlgili|İlgili videolar|İlgili haberler|Ayrıca okuyun|Devamını oku|Bunu da oku|Bunlar da ilginizi çekebilir"},
    {CA_WORD_BOX, "ru uk bg", "Далее|Следующее|Следующее видео|По теме|Похожие видео|Связанные материалы|Читайте также|Читать далее|Смотрите также|Материалы по теме|Далі|Наступне|Наступне відео|За темою|Читайте також|Дивіться також|Схожі відео|Следва|Вижте още|Прочетете още|Още по темата"},
    {CA_WORD_BOX, "el ro hu", "Επόμενο|Στη συνέχεια|Σχετικά|Σχετικά άρθρα|Σχετικά βίντεο|Διαβάστε επίσης|Διαβάστε ακόμη|Δείτε επίσης|Urmează|Următorul|Citește și|Citește mai mult|Vezi și|Pe aceeași temă|Következik|Következő|Kapcsolódó|Kapcsolódó cikkek|Olvassa el|Ezt is olvassa el|Lásd még"},
    {CA_WORD_BOX, "ar", "التالي|الفيديو التالي|يليه|ذات صلة|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|إقرأ أيضا|شاهد أيضا|شاهد أيضاً"},
    {CA_WORD_BOX, "he fa hi ur", "הבא בתור|הבא|הסרטון הבא|כתבות קשורות|קראו גם|קראו עוד|ראו גם|צפו גם|بعدی|ویدئوی بعدی|مطالب مرتبط|بیشتر بخوانید|همچنین بخوانید|आगे|अगला|अगला वीडियो|संबंधित|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|यह भी देखें|مزید پڑھیں"},
    {CA_WORD_BOX, "zh", "接下来|接下來|下一个|下一個|下一个视频|下一部影片|即将播放|即將播放|相关|相關|相关视频|相關影片|相关新闻|相關新聞|相关阅读|相關閱讀|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀|另请参阅"},
    {CA_WORD_BOX, "ja ko", "次の動画|次へ|次に再生|関連|関連動画|関連記事|関連ニュース|あわせて読む|あわせて読みたい|続きを読む|다음|다음 동영상|다음 영상|관련|관련 기사|관련 영상|관련 동영상|관련기사|더 읽기|함께 보기"},
    {CA_WORD_BOX, "id vi th", "Berikutnya|Video berikutnya|Selanjutnya|Terkait|Berita terkait|Video terkait|Baca juga|Baca selengkapnya|Lihat juga|Tiếp theo|Video tiếp theo|Liên quan|Tin liên quan|Đọc thêm|Xem thêm|ถัดไป|วิดีโอถัดไป|ที่เกี่ยวข้อง|ข่าวที่เกี่ยวข้อง|อ่านเพิ่มเติม"},

    /* Lists whose times are no clips. */
    {CA_WORD_LIST, "en", "Chapters|Chapter list|Transcript|Full transcript|Video transcript|Timeline|Timestamps|Time stamps|Time codes|Timecodes|Programme|Program|Schedule|Timetable|Fixtures|Results|Full results|Tracklist|Track list|Track listing|Tracks|Setlist|Set list|Songs|Show notes|Agenda|Line-up|Lineup|Running order|Splits|Key moments|Table of contents|Contents|Live updates|Index|Ingredients|Method|Steps|Departures|Arrivals|In this episode|Episodes"},
    {CA_WORD_LIST, "de", "Kapitel|Transkript|Transkription|Zeitplan|Programm|Fahrplan|Spielplan|Ergebnisse|Titelliste|Titel|Ablauf|Inhalt|Kapitelmarken|Zeitmarken|Spielzeiten|Abfahrten|Zutaten|Zubereitung|Shownotes|Inhaltsverzeichnis"},
    {CA_WORD_LIST, "fr", "Chapitres|Transcription|Programme|Horaires|Résultats|Calendrier|Liste des titres|Titres|Sommaire|Chronologie|Minutage|Ingrédients"},
    {CA_WORD_LIST, "es pt it", "Capítulos|Transcripción|Programa|Horarios|Calendario|Resultados|Lista de canciones|Canciones|Índice|Transcrição|Horários|Faixas|Lista de faixas|Capitoli|Trascrizione|Programma|Orari|Risultati|Tracce|Scaletta|Sommario|Ingredienti|Ingredientes|Sumário"},
    {CA_WORD_LIST, "nl sv da no fi", "Hoofdstukken|Transcriptie|Transcript|Dienstregeling|Uitslagen|Nummers|Inhoud|Kapitler|Transskription|Transkribering|Tidsplan|Tabell|Resultat|Resultater|Låtlista|Program|Luvut|Litterointi|Aikataulu|Tulokset|Ohjelma|Sisältö|Innehåll|Indhold|Innhold"},
    {CA_WORD_LIST, "pl cs sk tr", "Rozdziały|Transkrypcja|Harmonogram|Rozkład|Wyniki|Lista utworów|Spis treści|Kapitoly|Přepis|Rozvrh|Jízdní řád|Výsledky|Seznam skladeb|Obsah|Bölümler|Transkript|Tarife|Sonuçlar|Program akışı|İçindekiler|Prepis"},
    {CA_WORD_LIST, "ru uk bg el", "Главы|Расшифровка|Стенограмма|Расписание|Программа|Результаты|Таймкоды|Тайм-коды|Треклист|Трек-лист|Содержание|Хронология|Розділи|Розшифровка|Розклад|Програма|Результати|Таймкоди|Зміст|Глави|Κεφάλαια|Απομαγνητοφώνηση|Πρόγραμμα|Αποτελέσματα|Δρομολόγια|Περιεχόμενα"},
    {CA_WORD_LIST, "ar he fa hi", "الفصول|النص الكامل|نص الفيديو|الجدول|البرنامج|النتائج|المحتويات|פרקים|תמלול|לוח זמנים|תוצאות|תוכנית|תוכן|فصل‌ها|متن کامل|برنامه|نتایج|अध्याय|प्रतिलेख|कार्यक्रम|परिणाम|समय सारणी"},
    {CA_WORD_LIST, "zh ja ko id vi", "章节|章節|文字稿|逐字稿|字幕稿|时间表|時間表|日程|赛程|賽程|结果|結果|曲目|曲目表|目录|目錄|时间轴|時間軸|チャプター|章|文字起こし|書き起こし|時刻表|日程表|試合結果|曲目一覧|収録曲|目次|タイムテーブル|챕터|녹취록|대본|시간표|일정|경기 결과|수록곡|목차|타임라인|Bab|Transkrip|Jadwal|Hasil|Daftar lagu|Daftar isi|Chương|Bản ghi|Lịch trình|Lịch thi đấu|Kết quả|Mục lục"},

    /* Furniture, never a title or a caption. */
    {CA_WORD_NOISE, "en", "Advertisement|Advertising|Ad|Sponsored|Promoted|Menu|Home|Home page|Search|Subscribe|Subscribe now|Sign in|Sign up|Log in|Login|Register|Learn more|Share|Share this|Share this article|Save|Copy link|Link copied|Print|Email|Facebook|Twitter|X|WhatsApp|LinkedIn|Reddit|Telegram|Skip to content|Skip to main content|Skip advert|Skip ad|News|World|Sport|Sports|Business|Politics|Opinion|Culture|Lifestyle|Technology|Tech|Science|Health|Entertainment|Travel|Weather|Local|Breaking|Breaking news|Exclusive|Close|Back|Next|Previous|Follow|Follow us|Newsletter|Newsletters|Cookies|Accept|Accept all|Settings|Mute|Unmute|Pause|Fullscreen|Full screen|Captions|Subtitles|Quality|Speed|Volume|Loading|Loaded|0 seconds of 0 seconds|Report an error|Why you can trust us|Add to favourites|Edition|Sections|Cast|CC|HD|Image|Stream type live|Playback rate|Descriptions|Gift article|Listen later|Download|Embed|Toggle menu|Open menu|Close menu|Photos|Gallery|Start of dialog|End of dialog|This is a modal window|/"},
    {CA_WORD_NOISE, "de", "Anzeige|Werbung|Menü|Startseite|Suche|Abonnieren|Abo|Anmelden|Registrieren|Mehr erfahren|Teilen|Merken|Drucken|Nachrichten|Politik|Wirtschaft|Kultur|Wissen|Gesundheit|Reise|Wetter|Lokales|Eilmeldung|Schließen|Zurück|Weiter|Einstellungen|Ton aus|Vollbild|Untertitel|Link kopieren|Zum Inhalt springen|Inhalt|Navigation"},
    {CA_WORD_NOISE, "fr", "Publicité|Annonce|Accueil|Recherche|Rechercher|S'abonner|S’abonner|Abonnez-vous|Se connecter|Connexion|Partager|Enregistrer|Imprimer|Actualités|Monde|Sports|Économie|Politique|Société|Météo|En savoir plus|Fermer|Retour|Copier le lien|Plein écran|Sous-titres|Aller au contenu|Réservé aux abonnés"},
    {CA_WORD_NOISE, "es", "Publicidad|Anuncio|Inicio|Menú|Buscar|Suscríbete|Suscribirse|Iniciar sesión|Compartir|Guardar|Imprimir|Noticias|Mundo|Deportes|Economía|Política|Cultura|Sociedad|Tiempo|Más información|Saber más|Cerrar|Volver|Copiar enlace|Pantalla completa|Subtítulos|Última hora|Ir al contenido"},
    {CA_WORD_NOISE, "pt it", "Publicidade|Anúncio|Início|Pesquisar|Assine|Entrar|Compartilhar|Partilhar|Salvar|Notícias|Esportes|Desporto|Economia|Política|Saiba mais|Fechar|Voltar|Pubblicità|Annuncio|Cerca|Abbonati|Accedi|Condividi|Salva|Stampa|Notizie|Mondo|Sport|Economia|Politica|Cronaca|Meteo|Scopri di più|Chiudi|Schermo intero|Sottotitoli"},
    {CA_WORD_NOISE, "nl sv da no fi", "Advertentie|Reclame|Zoeken|Abonneren|Inloggen|Delen|Opslaan|Nieuws|Economie|Weer|Meer informatie|Sluiten|Annons|Reklam|Meny|Hem|Sök|Prenumerera|Logga in|Dela|Spara|Nyheter|Väder|Läs mer|Stäng|Annonce|Søg|Log ind|Del|Gem|Nyheder|Vejr|Luk|Reklame|Søk|Logg inn|Lagre|Været|Lukk|Mainos|Ilmoitus|Valikko|Etusivu|Haku|Tilaa|Kirjaudu|Jaa|Tallenna|Uutiset|Urheilu|Talous|Sää|Sulje"},
    {CA_WORD_NOISE, "pl cs sk tr", "Reklama|Ogłoszenie|Szukaj|Zaloguj się|Zaloguj|Subskrybuj|Udostępnij|Zapisz|Wiadomości|Świat|Gospodarka|Pogoda|Dowiedz się więcej|Zamknij|Strona główna|Inzerce|Hledat|Přihlásit se|Přihlásit|Předplatné|Sdílet|Uložit|Zprávy|Svět|Ekonomika|Počasí|Zavřít|Domů|Inzercia|Hľadať|Zdieľať|Správy|Reklam|Ara|Ana sayfa|Giriş yap|Abone ol|Paylaş|Kaydet|Haberler|Dünya|Spor|Ekonomi|Hava durumu|Kapat|Menü"},
    {CA_WORD_NOISE, "ru uk bg el", "Реклама|Меню|Главная|Поиск|Войти|Подписаться|Поделиться|Сохранить|Новости|В мире|Спорт|Экономика|Политика|Погода|Подробнее|Закрыть|Головна|Пошук|Увійти|Підписатися|Поділитися|Зберегти|Новини|Світ|Економіка|Політика|Закрити|Начало|Търсене|Сподели|Διαφήμιση|Μενού|Αρχική|Αναζήτηση|Σύνδεση|Εγγραφή|Κοινοποίηση|Αποθήκευση|Ειδήσεις|Κόσμος|Αθλητικά|Οικονομία|Πολιτική|Καιρός|Κλείσιμο"},
    {CA_WORD_NOISE, "ar he fa hi", "إعلان|إعلانات|القائمة|الرئيسية|الصفحة الرئيسية|بحث|اشترك|تسجيل الدخول|مشاركة|شارك|حفظ|أخبار|الأخبار|عالم|رياضة|اقتصاد|سياسة|طقس|المزيد|إغلاق|פרסומת|תפריט|ראשי|חיפוש|התחברות|הרשמה|שתף|שיתוף|שמור|חדשות|ספורט|כלכלה|פוליטיקה|מזג אוויר|סגור|آگهی|تبلیغات|منو|خانه|جستجو|ورود|اشتراک|خبر|اخبار|جهان|ورزش|بستن|विज्ञापन|मेनू|होम|खोजें|लॉग इन|साझा करें|शेयर करें|समाचार|खेल|दुनिया|मौसम|बंद करें"},
    {CA_WORD_NOISE, "zh ja ko", "广告|廣告|菜单|首页|首頁|搜索|搜尋|登录|登入|订阅|訂閱|分享|收藏|保存|打印|新闻|新聞|国际|國際|体育|體育|财经|財經|政治|天气|天氣|关闭|關閉|了解更多|全屏|広告|メニュー|ホーム|検索|ログイン|会員登録|共有|シェア|保存|ニュース|国際|スポーツ|経済|天気|閉じる|詳しく見る|광고|메뉴|홈|검색|로그인|회원가입|구독|공유|공유하기|저장|뉴스|국제|스포츠|경제|정치|날씨|닫기|더 알아보기"},
    {CA_WORD_NOISE, "id vi th ro hu", "Iklan|Beranda|Cari|Masuk|Daftar|Bagikan|Simpan|Berita|Olahraga|Ekonomi|Cuaca|Tutup|Quảng cáo|Trang chủ|Tìm kiếm|Đăng nhập|Đăng ký|Chia sẻ|Lưu|Tin tức|Thế giới|Thể thao|Kinh tế|Thời tiết|Đóng|โฆษณา|เมนู|หน้าแรก|ค้นหา|เข้าสู่ระบบ|แชร์|ข่าว|กีฬา|ปิด|Publicitate|Reclamă|Meniu|Acasă|Căutare|Autentificare|Abonare|Distribuie|Știri|Hirdetés|Menü|Főoldal|Keresés|Bejelentkezés|Megosztás|Hírek"},

    /* Credits of still pictures. */
    {CA_WORD_PHOTO, "en", "Photo|Photos|Photograph|Photographs|Photographer|Photography|Photo by|Photos by|Photograph by|Photo courtesy|Picture|Pictures|Picture by|Image|Images|Image by|Image credit|Image source|Photo credit|Picture credit|Credit|File photo|Handout|Illustration|Illustration by|Graphic|Getty Images|Courtesy of|Source|Still"},
    {CA_WORD_PHOTO, "de", "Foto|Fotos|Foto von|Bild|Bilder|Bildquelle|Bildnachweis|Archivfoto|Archivbild|Symbolbild|Symbolfoto|Grafik|Quelle|Aufnahme"},
    {CA_WORD_PHOTO, "fr es pt it", "Photographie|Photo de|Crédit photo|Crédit|Crédits|Illustration|Fotografía|Fotografías|Foto de|Imagen|Imágenes|Crédito|Archivo|Ilustración|Fotografia|Foto di|Imagem|Imagens|Reprodução|Divulgação|Immagine|Immagini|Crédito da foto|Credito|Fonte|Fuente"},
    {CA_WORD_PHOTO, "nl sv da no fi", "Beeld|Afbeelding|Foto's|Fotograaf|Fotograf|Foto av|Bild|Billede|Bilde|Arkivfoto|Arkivbild|Kuva|Kuvat|Valokuva|Kuvaaja|Arkisto|Kilde|Källa"},
    {CA_WORD_PHOTO, "pl cs sk tr", "Zdjęcie|Zdjęcia|Fot|Fotografia|Obraz|Źródło|Fotografie|Snímek|Obrázek|Zdroj|Autor fotografie|Snímka|Fotoğraf|Fotoğraflar|Görsel|Kaynak|Arşiv"},
    {CA_WORD_PHOTO, "ru uk bg sr el", "Фото|Фотография|Фотографии|Фотограф|Снимок|Изображение|Иллюстрация|Фотографія|Світлина|Зображення|Снимка|Фотографија|Φωτογραφία|Φωτογραφίες|Φωτό|Εικόνα|Φωτο|Источник|Джерело"},
    {CA_WORD_PHOTO, "ro hu", "Fotografie de|Imagine|Sursa foto|Fotó|Fényképek|Kép|Forrás|Fotót készítette"},
    {CA_WORD_PHOTO, "ar he fa hi ur", "صورة|صور|الصورة|تصوير|الصور|المصدر|מקור|צילום|צילומים|תמונה|תמונות|عکس|تصویر|عکاس|فوٹو|फोटो|फ़ोटो|तस्वीर|तस्वीरें|छवि|चित्र|स्रोत"},
    {CA_WORD_PHOTO, "zh ja ko", "图|图片|圖|圖片|照片|图源|图片来源|圖片來源|摄影|攝影|资料图|資料圖片|图片提供|写真|画像|撮影|写真提供|資料写真|写真＝|출처|사진|사진 제공|사진제공|이미지|자료사진|촬영"},
    {CA_WORD_PHOTO, "id vi th", "Gambar|Ảnh|Hình|Hình ảnh|Nguồn|Sumber|ภาพ|ภาพถ่าย|ภาพจาก|ที่มา"},

    /* Who takes pictures: "Video: Reuters" is a credit. */
    {CA_WORD_AGENCY, "", "Reuters|AP|AFP|dpa|EPA|Getty|Getty Images|Associated Press|Agence France-Presse|Xinhua|TASS|Kyodo|Yonhap|ANSA|EFE|Lusa|Belga|ANP|TT|Ritzau|NTB|STT|PAP|ČTK|Bloomberg|Shutterstock|iStock|Alamy|CNN|BBC|ITV|Sky News|NBC|ABC|CBS|Fox|PA|PA Media|PTI|ANI|IANS|AAP|APA|Keystone|SDA|MTI|BTA|Anadolu|CCTV|新华社|新華社|中新社|共同|共同通信|時事|路透社|法新社|美联社|美聯社|연합뉴스|뉴시스|뉴스1|رويترز|أ ف ب|ا ف ب|רויטרס|РИА Новости|ТАСС|Рейтер|Укринформ|Укрінформ|YouTube|Twitter|Facebook|Instagram|TikTok|ZDF|ARD|ORF|SRF|RTL|Handout|Screenshot"},

    {CA_WORD_BYLINE, "", "By|Von|Par|Por|Di|Door|Av|Af|Text|Story by|Reporting by|Autor|Autorin|Redaktion|Przez|Yazan|Автор|Από|بقلم|كتب|מאת|記者|记者|文|撰文|기자|Oleh|Theo|Redactie|Tekst|Teksti|Text und"},

    /* A time of day follows or stands before. */
    {CA_WORD_AT, "", "at|from|until|till|by|since|before|after|around|on|about|um|ab|bis|gegen|von|seit|nach|vor|à|a|dès|jusqu'à|vers|de|desde|hasta|las|la|às|das|até|alle|dalle|ore|le|om|vanaf|tot|rond|kl|kl.|klokken|klokka|klockan|fra|til|från|till|klo|kello|o|godz|godz.|od|do|v|ve|saat|saati|в|с|до|о|з|від|στις|από|الساعة|בשעה|ساعت|ora|orele|pukul|pkl|lúc|Uhr|John|Mark|Luke|Matthew|Psalm|Acts|Romans|Genesis|Exodus|score|ratio|beat|won|lost|vs|v|won by"},
    {CA_WORD_CLOCK, "", "am|pm|a.m|p.m|a.m.|p.m.|Uhr|GMT|UTC|CET|CEST|EST|EDT|PST|PDT|CST|CDT|MST|MDT|BST|IST|MSK|HKT|SGT|JST|KST|AEST|AEDT|MESZ|MEZ|ET|PT|hrs|hs|o'clock|o’clock|ч|часов|год|годин|ώρα|מ|μ.μ|π.μ|μ.μ.|π.μ.|ص|م|clock|hod|óra|WIB|WITA|WIT|heures|horas|ore|uur|local time|saatlerinde|點|点|時|시|AM|PM"},

    /* Units. */
    {CA_WORD_HOURS, "", "h|hr|hrs|hour|hours|std|Std|Stunde|Stunden|heure|heures|hora|horas|ora|ore|uur|uren|uur|godz|godzina|godziny|godzin|hod|hodina|hodiny|hodin|tim|timme|timmar|time|timer|t|tunti|tuntia|saat|sa|ч|час|часа|часов|год|година|години|годин|ώρα|ώρες|ساعة|ساعات|שעה|שעות|ساعت|घंटा|घंटे|小时|小時|时|時|時間|시간|jam|giờ|ชั่วโมง|oră|óra"},
    {CA_WORD_MINUTES, "", "m|min|mins|minute|minutes|minuten|Minute|Minuten|mn|minuto|minutos|minuti|minuut|minuten|minuta|minuty|minut|minút|minuter|minutter|minuutti|minuuttia|dk|dakika|мин|минута|минуты|минут|хв|хвилина|хвилини|хвилин|минути|λεπτό|λεπτά|λ|دقيقة|دقائق|دقيقتان|د|דקה|דקות|דק|دقیقه|منٹ|मिनट|मि|মিনিট|分|分钟|分鐘|分間|분|menit|mnt|phút|นาที|perc|minit"},
    {CA_WORD_SECONDS, "", "s|sec|secs|second|seconds|sek|Sek|Sekunde|Sekunden|seconde|secondes|segundo|segundos|seg|secondo|secondi|seconden|sekunda|sekundy|sekund|sekúnd|sekunder|sekuntia|s|sn|saniye|сек|с|секунда|секунды|секунд|секунди|δευτερόλεπτο|δευτερόλεπτα|δευτ|ثانية|ثوان|ثواني|ث|שנייה|שניות|שנ|ثانیه|سیکنڈ|सेकंड|सेकेंड|सेकण्ड|秒|秒钟|秒鐘|秒間|초|detik|dtk|giây|วินาที|secunde|másodperc|mp"},
    {CA_WORD_AND, "", "and|und|et|y|e|en|och|og|ja|i|a|ve|и|і|та|και|و|ו|और|și|és|dan|và"},

    {CA_WORD_SITE, "", "News|Times|Post|Herald|Gazette|Tribune|Journal|Chronicle|Daily|Mail|Express|Observer|Guardian|Telegraph|Standard|Mirror|Star|Sun|Press|Today|Online|Magazine|TV|Radio|Zeitung|Nachrichten|Anzeiger|Blatt|Tagblatt|Tageblatt|Rundschau|Kurier|Presse|Spiegel|Diario|Noticias|El País|Jornal|Folha|Giornale|Corriere|Gazzetta|Le Monde|Krant|Dagblad|Nieuws|Tidning|Tidningen|Avis|Dagbladet|Gazeta|Dziennik|Noviny|Deník|Haber|Gazetesi|Новости|Известия|Газета|Вести|Новини|Εφημερίδα|الأخبار|صحيفة|日报|日報|新闻网|新聞網|晚报|晚報|新聞|뉴스|일보|신문|.com"},
};
/* clang-format on */

const size_t ca_word_row_count = sizeof ca_word_rows / sizeof ca_word_rows[0];
