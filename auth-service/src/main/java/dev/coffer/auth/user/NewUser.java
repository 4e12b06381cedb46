package dev.coffer.auth.user;

import dev.coffer.auth.password.Password;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an account is made from. The factory reads what a person typed; the record holds what is known to be well formed.
 *
 * @param locale BCP 47
 * @param referralCode who sent this person, null for nobody; its meaning is the bonus service's business
 */
public record NewUser(
        String tenantId,
        Contact.@Nullable Email email,
        Contact.@Nullable Phone phone,
        String displayName,
        String locale,
        Password password,
        @Nullable String referralCode,
        Set<String> roles) {

    private static final String NO_CONTACT = "Give an e-mail address or a phone number.";
    static final String DEFAULT_LOCALE = "en";
    private static final Pattern REFERRAL_CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public NewUser {
        if (email == null && phone == null) {
            throw CodedException.invalid("input.email", NO_CONTACT);
        }
        roles = Set.copyOf(roles);
    }

    /**
     * Reads what a person typed.
     *
     * @throws CodedException INVALID_INPUT naming every field that is wrong
     */
    public static NewUser parse(
            String tenantId,
            @Nullable String email,
            @Nullable String phone,
            String displayName,
            @Nullable String locale,
            String password,
            @Nullable String referralCode,
            Set<String> roles) {
        FieldChecks checks = new FieldChecks();
        return parse(checks, tenantId, email, phone, displayName, locale, password, referralCode, roles);
    }

    /** As {@link #parse}, with fields that were checked before: what was wrong with those is told along. */
    static NewUser parse(
            FieldChecks checks,
            @Nullable String tenantId,
            @Nullable String email,
            @Nullable String phone,
            String displayName,
            @Nullable String locale,
            String password,
            @Nullable String referralCode,
            Set<String> roles) {
        if (email == null && phone == null) {
            checks.read("input.email", NewUser::noContact);
        }
        Contact.Email mail = email == null ? null : checks.read("input.email", () -> Contact.Email.parse(email));
        Contact.Phone number = phone == null ? null : checks.read("input.phone", () -> Contact.Phone.parse(phone));
        String name = checks.read("input.displayName", () -> displayName(displayName));
        String tag = locale == null ? DEFAULT_LOCALE : checks.read("input.locale", () -> languageTag(locale));
        String code = referralCode == null ? null : checks.read("input.referralCode", () -> referralCode(referralCode));
        checks.require();
        return new NewUser(
                Objects.requireNonNull(tenantId),
                mail,
                number,
                Objects.requireNonNull(name),
                Objects.requireNonNull(tag),
                Password.of(password),
                code,
                roles);
    }

    private static Contact noContact() {
        throw new IllegalArgumentException(NO_CONTACT);
    }

    /** The details that must not serve as the password. */
    List<String> ownDetails() {
        List<String> details = new ArrayList<>(List.of(displayName));
        if (email != null) {
            details.add(email.value());
        }
        if (phone != null) {
            details.add(phone.value());
        }
        return details;
    }

    private static String displayName(String typed) {
        String name = typed.strip();
        if (name.isEmpty()
                || name.length() > User.MAX_DISPLAY_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Give a display name of 1 to 80 characters without control characters.");
        }
        return name;
    }

    private static String languageTag(String typed) {
        try {
            return new Locale.Builder().setLanguageTag(typed).build().toLanguageTag();
        } catch (IllformedLocaleException illFormed) {
            throw new IllegalArgumentException("This is not a language tag such as \"en\" or \"de-AT\".", illFormed);
        }
    }

    private static String referralCode(String typed) {
        if (!REFERRAL_CODE.matcher(typed).matches()) {
            throw new IllegalArgumentException("A referral code has 1 to 64 letters, digits, - and _.");
        }
        return typed;
    }

    @Override
    public String toString() {
        return "NewUser[tenantId=" + tenantId + ", roles=" + roles + "]";
    }
}
