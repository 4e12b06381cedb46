package dev.coffer.bonus.template;

import dev.coffer.core.money.Money;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A campaign that is being written.
 *
 * @param code unique within the tenant
 * @param value more than zero
 * @param version counts the changes, from 1
 */
record BonusTemplate(String tenantId, String code, String name, Money value, int version, Instant updatedAt) {

    static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");
    static final int MAX_NAME = 100;

    BonusTemplate {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("Not a template code: " + code);
        }
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("A template's name has 1 to " + MAX_NAME + " characters");
        }
        if (!value.isPositive() || version < 1) {
            throw new IllegalArgumentException(
                    "Template " + code + " cannot be worth " + value + " at version " + version);
        }
    }
}
