package dev.coffer.kyc.screening.name;

import com.ibm.icu.text.Transliterator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads other scripts in Latin letters. Cyrillic, Greek and Arabic by tables of our own, in the spelling that lists and passports use
 * rather than in that of libraries (a Russian х is kh, not h with a mark); all others, Chinese among them, as ICU reads them.
 */
final class Scripts {

    private static final Map<Character, String> LETTERS = new HashMap<>();
    private static final Transliterator OTHERS = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    /** What most of the others are; to ask for any script takes much longer. */
    private static final Transliterator CHINESE = Transliterator.getInstance("Han-Latin; Latin-ASCII");

    private static final char FIRST_BEYOND_LATIN = 0x250;

    /** The name of God, which is written without its vowels, as a part of names. */
    private static final String ALLAH = "الله";

    static {
        table(
                "а a б b в v г g ґ g д d е e ё yo є ye ж zh з z и i і i ї yi й y к k л l м m н n о o п p р r с s т t у u ў u ф f х kh"
                        + " ц ts ч ch ш sh щ shch ы y э e ю yu я ya ј j љ lj њ nj ћ c ђ dj џ dz ѓ g ќ k ѕ dz ә a ғ g қ q ң n ө o ұ u ү u һ h");
        table(
                "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o ά a έ e ή i ί i"
                        + " ό o ύ y ώ o ϊ i ϋ y ΐ i ΰ y");
        table(
                "ا a أ a إ i آ a ى a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m"
                        + " ن n ه h ة a پ p چ ch ژ zh گ g ک k");
        LETTERS.put('ъ', "");
        LETTERS.put('ь', "");
        LETTERS.put('ء', "");
        LETTERS.put('ئ', "");
        LETTERS.put('ؤ', "");
    }

    private Scripts() {}

    private static void table(String pairs) {
        String[] parts = pairs.split(" ", -1);
        for (int i = 0; i < parts.length; i += 2) {
            LETTERS.put(parts[i].charAt(0), parts[i + 1]);
        }
    }

    static String toLatin(String text) {
        String known = digraphs(text.replace(ALLAH, "allah"));
        StringBuilder latin = new StringBuilder();
        boolean isAllKnown = true;
        for (int i = 0; i < known.length(); i++) {
            char letter = known.charAt(i);
            String read = letter == 'و' || letter == 'ي' || letter == 'ی' ? glide(known, i) : LETTERS.get(letter);
            latin.append(read == null ? String.valueOf(letter) : read);
            isAllKnown &= read != null || letter < FIRST_BEYOND_LATIN;
        }
        return isAllKnown ? latin.toString() : others(latin.toString());
    }

    private static String others(String text) {
        boolean isChinese = text.codePoints()
                .filter(letter -> letter >= FIRST_BEYOND_LATIN && Character.isLetter(letter))
                .allMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN);
        return (isChinese ? CHINESE : OTHERS).transliterate(text).toLowerCase(Locale.ROOT);
    }

    /** What Greek writes with two letters. */
    private static String digraphs(String text) {
        return text.replace("ου", "ou")
                .replace("ού", "ou")
                .replace("μπ", "b")
                .replace("ντ", "nt")
                .replace("γκ", "g")
                .replace("γγ", "ng")
                .replace("αυ", "av")
                .replace("ευ", "ev")
                .replace("αύ", "av")
                .replace("εύ", "ev");
    }

    /** Arabic w and y are consonants where a word begins, and mostly vowels after that. */
    private static String glide(String text, int at) {
        boolean isFirst = at == 0 || !Character.isLetter(text.charAt(at - 1));
        boolean isW = text.charAt(at) == 'و';
        return isFirst ? (isW ? "w" : "y") : (isW ? "u" : "i");
    }
}
