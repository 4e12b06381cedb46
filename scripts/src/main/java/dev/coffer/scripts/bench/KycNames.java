package dev.coffer.scripts.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Makes names of nobody in five cultures, each with the ways in which it is written. Given names are common ones; family names are put
 * together from stems of which any two differ in two letters or more, as real ones mostly do.
 */
final class KycNames {

    private static final int STEMS = 150;
    private static final String CONSONANTS = "бвгдзклмнпрстф";
    private static final String VOWELS = "аеиоу";
    private static final List<String> SLAVIC = List.of(
            "Иван Олег Сергей Дмитрий Михаил Андрей Николай Борис Виктор Юрий Евгений Константин Анатолий Геннадий Людмила Наталья Ольга Татьяна Екатерина Валентина"
                    .split(" ", -1));
    private static final List<String> PATRONYMICS = List.of(
            "Иванович Олегович Сергеевич Дмитриевич Михайлович Андреевич Николаевич Борисович Викторович Юрьевич Евгеньевич Константинович Анатольевич Геннадьевич"
                    .split(" ", -1));
    private static final List<String> SLAVIC_ENDS = List.of("ов", "ский", "енко", "чук");
    private static final List<String> GREEK = List.of(
            "Γεώργιος Δημήτριος Ιωάννης Νικόλαος Κωνσταντίνος Παναγιώτης Βασίλειος Χρήστος Αθανάσιος Μιχαήλ Ελένη Κατερίνα Αναστασία Θεόδωρος Σταύρος"
                    .split(" ", -1));
    private static final List<String> GREEK_LATIN = List.of(
            "Georgios Dimitrios Ioannis Nikolaos Konstantinos Panagiotis Vasileios Christos Athanasios Michail Eleni Katerina Anastasia Theodoros Stavros"
                    .split(" ", -1));
    private static final List<String> GREEK_OTHER = List.of(
            "Giorgios Dimitris Yannis Nicolaos Constantinos Panayiotis Vassilios Hristos Thanasios Mihail Heleni Catherina Anastassia Theodoros Stavros"
                    .split(" ", -1));

    /** Script, a spelling, another one. */
    private static final List<List<String>> ARABIC = table(
            "محمد Muhammad Mohamed احمد Ahmad Ahmed علي Ali Aly حسين Hussein Husayn حسن Hassan Hasan عمر Omar Umar خالد Khalid Khaled"
                    + " يوسف Yusuf Youssef ابراهيم Ibrahim Ebrahim مصطفى Mustafa Moustafa سعيد Said Saeed كريم Karim Kareem جمال Jamal"
                    + " Gamal طارق Tariq Tarek صالح Saleh Salih فاطمة Fatima Fatimah زينب Zaynab Zeinab نور Nur Noor مريم Maryam Mariam");

    private static final List<List<String>> ROOT_LETTERS =
            pairs("ب b ت t ج j د d ر r ز z س s ش sh ف f ق q ك k ل l م m ن n خ kh غ gh");

    /** A sign and how it is read. */
    private static final List<List<String>> SURNAMES = pairs(
            "王 Wang 李 Li 张 Zhang 刘 Liu 陈 Chen 杨 Yang 赵 Zhao 黄 Huang 周 Zhou 吴 Wu 徐 Xu 孙 Sun 朱 Zhu 马 Ma 胡 Hu 郭 Guo 林 Lin 何"
                    + " He 高 Gao 梁 Liang 郑 Zheng 罗 Luo 宋 Song 谢 Xie 唐 Tang 韩 Han 曹 Cao 许 Xu 邓 Deng 冯 Feng");

    private static final List<List<String>> SIGNS = pairs(
            "伟 wei 芳 fang 娜 na 敏 min 静 jing 丽 li 强 qiang 磊 lei 军 jun 洋 yang 勇 yong 艳 yan 杰 jie 涛 tao 明 ming 超 chao 秀 xiu 霞 xia"
                    + " 平 ping 刚 gang 桂 gui 文 wen 辉 hui 玲 ling 华 hua 红 hong 金 jin 健 jian 国 guo 建 jian 春 chun 东 dong 海 hai 鹏 peng"
                    + " 小 xiao 龙 long 志 zhi 永 yong 忠 zhong 德 de 宝 bao 庆 qing 学 xue 新 xin 光 guang 天 tian 兴 xing 成 cheng 康 kang 福 fu");
    private static final List<String> WESTERN = List.of(
            "John Peter François José André Jürgen Zoë Hélène Søren Łukasz Günther María Björn René Štěpán Anna Thomas Laura Martin Stephan Caroline Patrick Sebastian Victoria Frederick Dorothea Ángel Jérôme Nuño Brigitte"
                    .split(" ", -1));
    private static final List<String> WESTERN_ENDS = List.of("mann", "sson", "ington", "eau", "ández");

    private static final Map<Character, String> ENGLISH = letters(
            "а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ы y ь - э"
                    + " e ю yu я ya");
    private static final Map<Character, String> GERMAN = letters(
            "а a б b в w г g д d е e ё jo ж sch з s и i й i к k л l м m н n о o п p р r с s т t у u ф f х ch ц z ч tsch ш sch щ schtsch ы"
                    + " y ь - э e ю ju я ja");
    private static final Map<Character, String> HELLENIC =
            letters("a α b μπ v β g γ d δ e ε i ι k κ l λ m μ n ν o ο p π r ρ s σ t τ u ου f φ");

    private final SplittableRandom random;
    private final List<String> stems;

    /**
     * A name, word by word.
     *
     * @param plain as a list has it
     * @param script as it is written where it comes from
     * @param other as somebody else carries it over
     */
    record Made(List<String> plain, List<String> script, List<String> other, boolean isChinese) {}

    KycNames(SplittableRandom random) {
        this.random = random;
        this.stems = stems();
    }

    private static List<List<String>> pairs(String text) {
        return rows(text, 2);
    }

    private static List<List<String>> table(String text) {
        return rows(text, 3);
    }

    private static List<List<String>> rows(String text, int columns) {
        String[] words = text.split(" ", -1);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < words.length; i += columns) {
            rows.add(List.of(words).subList(i, i + columns));
        }
        return rows;
    }

    private List<String> stems() {
        List<String> found = new ArrayList<>();
        for (int tries = 0; found.size() < STEMS && tries < 200_000; tries++) {
            String stem = "" + letter(CONSONANTS) + letter(VOWELS) + letter(CONSONANTS) + letter(VOWELS);
            if (found.stream().allMatch(other -> differing(other, stem) >= 2)) {
                found.add(stem);
            }
        }
        return found;
    }

    private static int differing(String one, String other) {
        int differing = 0;
        for (int i = 0; i < one.length(); i++) {
            differing += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return differing;
    }

    private char letter(String of) {
        return of.charAt(random.nextInt(of.length()));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    Made next() {
        int of = random.nextInt(100);
        if (of < 30) {
            return slavic(any(SLAVIC), any(PATRONYMICS), family());
        }
        if (of < 55) {
            return western(any(WESTERN), any(WESTERN), family());
        }
        if (of < 80) {
            return arabic(any(ARABIC), any(ARABIC), nisba());
        }
        return of < 92 ? greek(random.nextInt(GREEK.size()), family()) : chinese();
    }

    /** Somebody with another family name, or else with another first name, and the rest the same. */
    Made notQuite(Made made, boolean hasOtherFamily) {
        for (int tries = 0; tries < 1_000_000; tries++) {
            Made other = next();
            boolean isAlike = other.plain().size() == made.plain().size() && other.isChinese() == made.isChinese();
            if (isAlike && !made.isChinese()) {
                int last = made.plain().size() - 1;
                int at = hasOtherFamily ? last : 0;
                if (!other.plain().get(at).equals(made.plain().get(at))) {
                    return replaced(made, other, at);
                }
            } else if (isAlike) {
                return other;
            }
        }
        throw new IllegalStateException("There is nobody who is not " + made);
    }

    private static Made replaced(Made made, Made by, int at) {
        return new Made(
                with(made.plain(), by.plain(), at),
                with(made.script(), by.script(), at),
                with(made.other(), by.other(), at),
                false);
    }

    private static List<String> with(List<String> words, List<String> others, int at) {
        List<String> changed = new ArrayList<>(words);
        changed.set(at, others.get(at));
        return changed;
    }

    private String family() {
        return any(stems) + any(stems) + any(SLAVIC_ENDS);
    }

    private static Made slavic(String given, String patronymic, String family) {
        List<String> script = List.of(given, patronymic, capital(family));
        return new Made(each(script, ENGLISH), script, each(script, GERMAN), false);
    }

    private Made western(String given, String middle, String stem) {
        String base = latin(stem.substring(0, stem.length() - 2), ENGLISH);
        String family = capital(base.replace("kh", "ch")) + any(WESTERN_ENDS);
        List<String> words = List.of(given, middle, family);
        return new Made(words, words, words.stream().map(KycNames::respelt).toList(), false);
    }

    /** As somebody writes it who hears it. */
    private static String respelt(String word) {
        return word.replace("ü", "ue")
                .replace("ø", "oe")
                .replace("ö", "oe")
                .replace("ph", "f")
                .replace("mann", "man")
                .replace("ck", "k");
    }

    private Made arabic(List<String> given, List<String> father, List<List<String>> nisba) {
        return new Made(
                List.of(given.get(1), father.get(1), "al-" + capital(read(nisba, "a", "i"))),
                List.of(
                        given.get(0),
                        father.get(0),
                        "ال" + nisba.stream().map(List::getFirst).collect(Collectors.joining()) + "ي"),
                List.of(given.get(2), father.get(2), "El " + capital(read(nisba, "e", "y"))),
                false);
    }

    private List<List<String>> nisba() {
        return List.of(any(ROOT_LETTERS), any(ROOT_LETTERS), any(ROOT_LETTERS), any(ROOT_LETTERS));
    }

    private static String read(List<List<String>> root, String vowel, String end) {
        return root.get(0).get(1) + vowel + root.get(1).get(1) + root.get(2).get(1) + "a"
                + root.get(3).get(1) + end;
    }

    private static Made greek(int given, String stem) {
        String base = stem.substring(0, stem.length() - 2);
        String latin = latin(base, ENGLISH).replace("z", "s");
        return new Made(
                List.of(GREEK_LATIN.get(given), capital(latin) + "opoulos"),
                List.of(GREEK.get(given), hellenic(latin) + "όπουλος"),
                List.of(GREEK_OTHER.get(given), capital(latin) + "opulos"),
                false);
    }

    private static String hellenic(String latin) {
        StringBuilder greek = new StringBuilder();
        for (char letter : latin.toCharArray()) {
            greek.append(HELLENIC.getOrDefault(letter, String.valueOf(letter)));
        }
        return greek.toString();
    }

    private Made chinese() {
        List<String> family = any(SURNAMES);
        List<String> one = any(SIGNS);
        List<String> other = any(SIGNS);
        return new Made(
                List.of(family.get(1), capital(one.get(1)) + other.get(1)),
                List.of(family.get(0) + one.get(0) + other.get(0)),
                List.of(capital(one.get(1)), capital(other.get(1)), family.get(1)),
                true);
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private static List<String> each(List<String> words, Map<Character, String> letters) {
        return words.stream().map(word -> capital(latin(word, letters))).toList();
    }

    private static String latin(String word, Map<Character, String> letters) {
        StringBuilder latin = new StringBuilder();
        for (char letter : word.toLowerCase(Locale.ROOT).toCharArray()) {
            latin.append(letters.getOrDefault(letter, String.valueOf(letter)));
        }
        return latin.toString();
    }

    private static Map<Character, String> letters(String text) {
        return pairs(text).stream()
                .collect(Collectors.toMap(
                        row -> row.getFirst().charAt(0), row -> row.get(1).equals("-") ? "" : row.get(1)));
    }
}
