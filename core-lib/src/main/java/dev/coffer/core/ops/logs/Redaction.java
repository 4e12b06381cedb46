package dev.coffer.core.ops.logs;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets and personal data out of text: what is named as one (password=, "token":), and what has the form of one (bearer
 * and basic credentials, JWTs, API keys, credentials in an address, e-mail addresses, telephone numbers with their country, card numbers and
 * IBANs that check out). It is the last net under records that redact themselves, not a replacement for them.
 */
final class Redaction {

    static final String REDACTED = "***";

    /** Longer text is cut: the time that patterns take must stay bounded, and nobody reads more. */
    static final int LONGEST_TEXT = 32 * 1024;

    /** Shorter runs of digits are no card and no account. */
    private static final int FEWEST_DIGITS = 12;

    /**
     * What has the form of a secret.
     *
     * @param hint without which the pattern cannot match, in small letters: looking for it is a hundred times cheaper
     */
    private record Rule(String hint, Pattern pattern, String replacement, Predicate<MatchResult> isMeant) {

        static Rule of(String hint, String pattern, String replacement) {
            return new Rule(hint, Pattern.compile(pattern), replacement, match -> true);
        }

        String apply(String text, String small) {
            return small.contains(hint)
                    ? pattern.matcher(text)
                            .replaceAll(match ->
                                    isMeant.test(match) ? replacement : Matcher.quoteReplacement(match.group()))
                    : text;
        }
    }

    private static final List<Rule> CREDENTIALS = List.of(
            Rule.of("eyj", "(?<![\\w-])eyJ[\\w-]{5,}\\.[\\w-]{2,}(?:\\.[\\w-]*)?", REDACTED),
            Rule.of("coffer_", "(?<![0-9A-Za-z])(coffer_[0-9A-Za-z]{10}_)[0-9A-Za-z]{20,}", "$1" + REDACTED),
            Rule.of("bearer", "(?i)\\b(bearer)\\s+[\\w.~+/=-]{6,}", "$1 " + REDACTED),
            Rule.of("basic", "(?i)\\b(basic)\\s+[\\w.~+/=-]{6,}", "$1 " + REDACTED),
            Rule.of("dpop", "(?i)\\b(dpop)\\s+[\\w.~+/=-]{6,}", "$1 " + REDACTED),
            Rule.of("://", "://[^\\s/@]{0,200}@", "://" + REDACTED + "@"));

    private static final List<Rule> PERSONAL = List.of(
            Rule.of("@", "[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}", REDACTED),
            Rule.of("+", "(?<![\\w+])\\+\\d(?:[ ().-]{0,2}\\d){6,14}(?!\\d)", REDACTED));

    private static final List<Rule> NUMBERS = List.of(
            new Rule(
                    "",
                    Pattern.compile("(?<![\\w.-])[2-6]\\d(?:[ -]?\\d){11,17}(?![\\w-])"),
                    REDACTED,
                    Redaction::isCardNumber),
            new Rule(
                    "",
                    Pattern.compile("(?<!\\w)[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\\w)"),
                    REDACTED,
                    Redaction::isIban));

    private Redaction() {}

    static String of(String text) {
        String redacted = text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + "... (" + (text.length() - LONGEST_TEXT) + " more characters)";
        String small = redacted.toLowerCase(Locale.ROOT);
        for (Rule rule : CREDENTIALS) {
            redacted = rule.apply(redacted, small);
        }
        redacted = NamedSecrets.redact(redacted);
        for (Rule rule : PERSONAL) {
            redacted = rule.apply(redacted, small);
        }
        if (hasManyDigits(redacted)) {
            for (Rule rule : NUMBERS) {
                redacted = rule.apply(redacted, small);
            }
        }
        return redacted;
    }

    private static boolean hasManyDigits(String text) {
        int digits = 0;
        for (int at = 0; at < text.length() && digits < FEWEST_DIGITS; at++) {
            char character = text.charAt(at);
            digits += character >= '0' && character <= '9' ? 1 : 0;
        }
        return digits >= FEWEST_DIGITS;
    }

    /** For a field whose name says that its value is a secret. */
    static String of(String name, String value) {
        return NamedSecrets.isSecret(name) ? REDACTED : of(value);
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
