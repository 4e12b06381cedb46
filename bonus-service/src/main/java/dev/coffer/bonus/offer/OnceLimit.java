package dev.coffer.bonus.offer;

import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Households;
import dev.coffer.bonus.player.PaymentMethods;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.SharedBy;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/** That one player gets a bonus of all that share a device, a payment method or a household. Of whom nothing is known is not held back. */
final class OnceLimit {

    private final Devices devices;
    private final PaymentMethods methods;
    private final Households households;
    private final OnceClaims claims;

    OnceLimit(Devices devices, PaymentMethods methods, Households households, OnceClaims claims) {
        this.devices = devices;
        this.methods = methods;
        this.households = households;
        this.claims = claims;
    }

    /** Every reason why another player stands in the way; empty where none does. */
    List<WhyNot> reached(UnitOfWork unit, Player player, RunningTemplate template) {
        List<WhyNot> reasons = new ArrayList<>();
        for (SharedBy shared : SharedBy.values()) {
            boolean isLimited = template.content().limits().oncePer().contains(shared);
            if (isLimited
                    && claims.isTaken(
                            unit,
                            player.tenantId(),
                            scope(shared, template),
                            player.userId(),
                            of(unit, shared, player))) {
                reasons.add(why(shared));
            }
        }
        return reasons;
    }

    /** The player has it now. */
    void take(UnitOfWork unit, Player player, RunningTemplate template) {
        for (SharedBy shared : template.content().limits().oncePer()) {
            List<String> ours = of(unit, shared, player);
            claims.take(unit, player.tenantId(), scope(shared, template), player.userId(), ours);
        }
    }

    private List<String> of(UnitOfWork unit, SharedBy shared, Player player) {
        return switch (shared) {
            case DEVICE -> devices.of(unit, player.tenantId(), player.userId());
            case PAYMENT_METHOD -> methods.of(unit, player.tenantId(), player.userId());
            case HOUSEHOLD -> households.of(unit, player.tenantId(), player.userId());
        };
    }

    private static WhyNot why(SharedBy shared) {
        return switch (shared) {
            case DEVICE -> new WhyNot(Reason.DEVICE, "Another player has had it by a device that you use.");
            case PAYMENT_METHOD ->
                new WhyNot(
                        Reason.PAYMENT_METHOD, "Another player has had it who paid with a card or account of yours.");
            case HOUSEHOLD -> new WhyNot(Reason.HOUSEHOLD, "Another player of your household has had it.");
        };
    }

    /** Claims by device are stored as the first release with them wrote them. */
    private static String scope(SharedBy shared, RunningTemplate template) {
        String group = template.content().stackingGroup();
        String of = group == null ? "template:" + template.code() : "group:" + group;
        return shared == SharedBy.DEVICE ? of : shared + ":" + of;
    }
}
