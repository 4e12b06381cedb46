package dev.coffer.core.ops.logs;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets and personal data out of text: what is named as one (password=, "token":), and what has the form of one (bearer
 * and basic credentials, JWTs, credentials in an address, e-mail addresses, telephone numbers with their country, card numbers and
 * IBANs that check out). It is the last net under records that redact themselves, not a replacement for them.
 */
final class Redaction {

    static final String REDACTED = "***";

    /** Longer text is cut: the time that patterns take must stay bounded, and nobody reads more. */
    static final int LONGEST_TEXT = 32 * 1024;

    private static final String SECRET_NAMES =
            "(?:[\\w.-]{0,40}(?:password|passwd|passphrase|secret|token|authorization|api[-_]?key|master[-_]?key|private[-_]?key"
                    + "|credentials?|cookie|e-?mail|phone|phone[-_]?number|msisdn|iban|card[-_]?number)"
                    + "|pin|otp|cvv|cvc|pan)";
    private static final Pattern SECRET_NAME = Pattern.compile(SECRET_NAMES, Pattern.CASE_INSENSITIVE);

    private record Rule(Pattern pattern, String replacement, Predicate<MatchResult> isMeant) {

        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern), replacement, match -> true);
        }

        String apply(String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.replaceAll(
                    match -> isMeant.test(match) ? replacement : Matcher.quoteReplacement(match.group()));
        }
    }

    private static final List<Rule> RULES = List.of(
            Rule.of("(?<![\\w-])eyJ[\\w-]{5,}\\.[\\w-]{2,}(?:\\.[\\w-]*)?", REDACTED),
            Rule.of("(?i)\\b(bearer|basic|dpop)\\s+[\\w.~+/=-]{6,}", "$1 " + REDACTED),
            Rule.of("://[^\\s/@]{0,200}@", "://" + REDACTED + "@"),
            // JSON inside a message that is escaped itself, then JSON and what looks like it.
            Rule.of("(?i)((?<![\\w.-])" + SECRET_NAMES + "\\\\\"\\s*:\\s*\\\\\")[^\"\\\\]*+", "$1" + REDACTED),
            Rule.of(
                    "(?i)((?<![\\w.-])" + SECRET_NAMES + "[\"']\\s*[:=]\\s*)"
                            + "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*+'?|[^\\s,;&)\\]}]++)",
                    "$1" + REDACTED),
            // name=value as records print themselves: the value may hold spaces.
            Rule.of("(?i)((?<![\\w.-])" + SECRET_NAMES + "=)(?:\"[^\"]*+\"?|[^,;&)\\]}\\r\\n]++)", "$1" + REDACTED),
            Rule.of("(?i)((?<![\\w.-])" + SECRET_NAMES + ":\\s*)(?:\"[^\"]*+\"?|[^\\s,;&)\\]}]++)", "$1" + REDACTED),
            Rule.of("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}", REDACTED),
            Rule.of("(?<![\\w+])\\+\\d(?:[ ().-]{0,2}\\d){6,14}(?!\\d)", REDACTED),
            new Rule(
                    Pattern.compile("(?<![\\w.-])[2-6]\\d(?:[ -]?\\d){11,17}(?![\\w-])"),
                    REDACTED,
                    Redaction::isCardNumber),
            new Rule(
                    Pattern.compile("(?<!\\w)[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\\w)"),
                    REDACTED,
                    Redaction::isIban));

    private Redaction() {}

    static String of(String text) {
        String redacted = text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + "... (" + (text.length() - LONGEST_TEXT) + " more characters)";
        for (Rule rule : RULES) {
            redacted = rule.apply(redacted);
        }
        return redacted;
    }

    /** For a field whose name says that its value is a secret. */
    static String of(String name, String value) {
        return SECRET_NAME.matcher(name).matches() ? REDACTED : of(value);
    }

    /** ISO/IEC 7812: the last digit checks the others. */
    private static boolean isCardNumber(MatchResult match) {
        String digits = match.group().replaceAll("[ -]", "");
        if (digits.length() < 13 || digits.length() > 19) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** ISO 13616: rearranged and read as a number, the rest after division by 97 is 1. */
    private static boolean isIban(MatchResult match) {
        String iban = match.group().replace(" ", "");
        StringBuilder number = new StringBuilder();
        for (char character : (iban.substring(4) + iban.substring(0, 4)).toCharArray()) {
            number.append(Character.getNumericValue(character));
        }
        return new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).equals(BigInteger.ONE);
    }
}
