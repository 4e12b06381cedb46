package dev.coffer.core.contact;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.regex.Pattern;

/**
 * A phone number in E.164: {@code +}, country code, number. The record knows the shape, which never changes; {@link #parse}
 * besides refuses what no country has, by a list that does change, so that a stored number stays one.
 *
 * @param value "+4915112345678"
 */
public record PhoneNumber(String value) {

    private static final Pattern SHAPE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern DECORATION = Pattern.compile("[\\s().-]");
    private static final int LONGEST_TYPED = 40;
    private static final int SHOWN_DIGITS = 2;

    /** The library's word for no country: the number has to say its own. */
    private static final String NO_COUNTRY = "ZZ";

    public PhoneNumber {
        if (!SHAPE.matcher(value).matches()) {
            throw wrong();
        }
    }

    /**
     * Reads a number with its country code, with or without blanks, brackets, dots and hyphens.
     *
     * @throws IllegalArgumentException with a sentence for the person who typed it, also where no country has such numbers
     */
    public static PhoneNumber parse(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            throw wrong();
        }
        PhoneNumber number = new PhoneNumber(DECORATION.matcher(typed.strip()).replaceAll(""));
        if (!number.isPossible()) {
            throw wrong();
        }
        return number;
    }

    /** Enough of it for its owner to know which it is: "+49 *** 78". */
    public String masked() {
        return countryCode() + " *** " + value.substring(value.length() - SHOWN_DIGITS);
    }

    private String countryCode() {
        try {
            return "+" + PhoneNumberUtil.getInstance().parse(value, NO_COUNTRY).getCountryCode();
        } catch (NumberParseException unknown) {
            return "+";
        }
    }

    private boolean isPossible() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isPossibleNumber(numbers.parse(value, NO_COUNTRY));
        } catch (NumberParseException unknown) {
            return false;
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("This is not a phone number with its country code such as +4915112345678.");
    }

    @Override
    public String toString() {
        return "PhoneNumber[***]";
    }
}
