package dev.coffer.kyc.screening;

import dev.coffer.kyc.screening.list.ListVersions;
import dev.coffer.kyc.screening.list.MatchingRules;
import java.time.Clock;
import java.util.List;

/**
 * Has everybody at a tenant screened anew when the rules have changed by which names are compared: whoever was no match by the old ones may
 * be one now. It is another version, as with another list, so that it goes on where a process ended, and nothing is approved before it is
 * through.
 */
final class FollowRules {

    private static final int BATCH = 100;

    private final ListVersions versions;
    private final MatchingRules rules;
    private final Clock clock;

    FollowRules(ListVersions versions, MatchingRules rules, Clock clock) {
        this.versions = versions;
        this.rules = rules;
        this.clock = clock;
    }

    /** @return false: everybody is looked at in one go */
    boolean look() {
        if (!rules.areRead()) {
            return false;
        }
        List<ListVersions.Ruled> some = versions.ruled(null, BATCH);
        while (!some.isEmpty()) {
            some.forEach(this::compare);
            some = some.size() < BATCH
                    ? List.of()
                    : versions.ruled(some.getLast().tenantId(), BATCH);
        }
        return false;
    }

    private void compare(ListVersions.Ruled before) {
        MatchingRules.Rules noted = before.rules();
        MatchingRules.Rules now = rules.of(before.tenantId());
        // What a process has not heard of yet is nobody's change.
        boolean isOther = noted == null
                || now.revision() >= noted.revision() && !now.text().equals(noted.text());
        if (isOther) {
            versions.rule(before, clock.instant());
        }
    }
}
