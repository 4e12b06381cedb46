package dev.coffer.auth.user;

import dev.coffer.core.errors.CodedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tenants that people may register and sign in with. A tenant nobody declared does not exist: otherwise a typing error
 * would found one.
 */
public final class Tenants {

    private final List<String> known;

    /** @param known names of tenants; the first is the one meant when none is said */
    public Tenants(List<String> known) {
        if (known.isEmpty() || known.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("coffer.auth.tenants must name at least one tenant and none blank");
        }
        this.known = List.copyOf(known);
    }

    /**
     * @param named what the request says, null for the default
     * @throws CodedException INVALID_INPUT for a tenant that does not exist
     */
    public String resolve(@Nullable String named) {
        if (named == null) {
            return known.getFirst();
        }
        if (!known.contains(named)) {
            throw CodedException.invalid("input.tenant", "There is no such tenant.");
        }
        return named;
    }
}
