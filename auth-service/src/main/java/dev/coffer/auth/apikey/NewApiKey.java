package dev.coffer.auth.apikey;

import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.permission.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a key is made from.
 *
 * @param accountId whose it is to be; null for the caller's own
 * @param name 1 to 80 characters
 * @param scopes at least one, sorted by name, none twice
 * @param expiresAt in the future; null for never
 */
record NewApiKey(
        @Nullable String accountId,
        String name,
        List<Scope> scopes,
        @Nullable Instant expiresAt) {

    static final int MAX_SCOPES = 50;

    NewApiKey {
        scopes = List.copyOf(scopes);
    }

    /** @throws CodedException INVALID_INPUT naming every field that is wrong */
    static NewApiKey parse(
            @Nullable String accountId, String name, List<String> scopes, @Nullable Instant expiresAt, Instant now) {
        FieldChecks checks = new FieldChecks();
        String trimmed = checks.read("input.name", () -> name(name));
        List<Scope> read = checks.read("input.scopes", () -> scopes(scopes));
        if (expiresAt != null) {
            checks.read("input.expiresAt", () -> inFuture(expiresAt, now));
        }
        checks.require();
        return new NewApiKey(accountId, Objects.requireNonNull(trimmed), Objects.requireNonNull(read), expiresAt);
    }

    /** @throws IllegalArgumentException with a sentence for the person who typed it */
    static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty()
                || name.length() > User.MAX_DISPLAY_NAME
                || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("Give a name of 1 to 80 characters without control characters.");
        }
        return name;
    }

    private static List<Scope> scopes(List<String> names) {
        if (names.isEmpty() || names.size() > MAX_SCOPES) {
            throw new IllegalArgumentException("Give 1 to " + MAX_SCOPES + " scopes, such as \"wallet:read\".");
        }
        List<Scope> scopes = new ArrayList<>();
        for (String name : names) {
            Scope scope = Scope.find(name);
            if (scope == null) {
                throw new IllegalArgumentException(
                        "This is no scope; one is written as \"wallet:read\", \"wallet:read:own\" or \"wallet:*\".");
            }
            scopes.add(scope);
        }
        return scopes.stream()
                .distinct()
                .sorted(Comparator.comparing(Scope::toString))
                .toList();
    }

    private static Instant inFuture(Instant expiresAt, Instant now) {
        if (!expiresAt.isAfter(now)) {
            throw new IllegalArgumentException("Give a time in the future, or leave it out.");
        }
        return expiresAt;
    }
}
