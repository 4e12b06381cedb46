package dev.coffer.auth.password;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a new password must be: long enough and not guessable; no rule about kinds of characters (ASVS 6.2). */
public final class PasswordRules {

    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 128;

    private final CommonPasswords common;

    PasswordRules(CommonPasswords common) {
        this.common = common;
    }

    /**
     * The reason to refuse {@code candidate}, or null when it may be used.
     *
     * @param ownDetails what an attacker would know of the account: its contacts and display name
     */
    public @Nullable PasswordRefusal check(Password candidate, Collection<String> ownDetails) {
        if (candidate.length() < MIN_LENGTH) {
            return PasswordRefusal.PASSWORD_TOO_SHORT;
        }
        if (candidate.length() > MAX_LENGTH) {
            return PasswordRefusal.PASSWORD_TOO_LONG;
        }
        String lowerCase = candidate.lowerCase();
        boolean isGuessable = candidate.isOneCharacterRepeated()
                || common.contains(candidate)
                || ownDetails.stream()
                        .anyMatch(detail -> detail.toLowerCase(Locale.ROOT).equals(lowerCase));
        return isGuessable ? PasswordRefusal.PASSWORD_TOO_COMMON : null;
    }
}
