package dev.coffer.bonus.template;

import static dev.coffer.bonus.template.ValueKind.FIXED;
import static dev.coffer.bonus.template.ValueKind.FREE_UNITS;
import static dev.coffer.bonus.template.ValueKind.PERCENTAGE;
import static dev.coffer.bonus.template.ValueKind.PRIZES;
import static dev.coffer.bonus.template.ValueKind.TIERS;

import java.util.List;

/** The few ways in which bonuses work; a type is one of them with demands of its own. */
enum Mechanic {
    GRANT(List.of(FIXED, FREE_UNITS)),
    MATCH(List.of(FIXED, PERCENTAGE, TIERS, FREE_UNITS)),
    CASHBACK(List.of(FIXED, PERCENTAGE, TIERS)),
    REFERRAL(List.of(FIXED, PERCENTAGE, TIERS, FREE_UNITS)),
    LOYALTY(List.of(FIXED, PERCENTAGE, TIERS, FREE_UNITS)),
    COMPETITION(List.of(FIXED, TIERS, FREE_UNITS, PRIZES)),
    RETENTION(List.of(FIXED, PERCENTAGE, TIERS, FREE_UNITS)),
    SELECTION(List.of(FIXED, PERCENTAGE, TIERS, FREE_UNITS));

    private final List<ValueKind> values;

    Mechanic(List<ValueKind> values) {
        this.values = values;
    }

    List<ValueKind> valueKinds() {
        return values;
    }
}
