package dev.coffer.bonus.offer;

import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.player.Devices;
import dev.coffer.bonus.player.Households;
import dev.coffer.bonus.player.PaymentMethods;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.SharedBy;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;

/**
 * That one player gets a bonus of all that share a device, a payment method or a household. Of whom nothing is known is not held back,
 * except who paid with what nobody knows.
 */
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

    /**
     * That nobody knows whose card it was: of whoever has paid in, and by nothing that has a name. A deposit that is only thought of
     * would name what it is paid with.
     */
    List<WhyNot> unnamed(UnitOfWork unit, Player player, Occasion occasion, RunningTemplate template) {
        boolean hasPaid = occasion.trigger() == Trigger.DEPOSIT ? !occasion.isPreview() : player.deposits() > 0;
        boolean isAsked = hasPaid && template.content().limits().oncePer().contains(SharedBy.PAYMENT_METHOD);
        return isAsked && of(unit, SharedBy.PAYMENT_METHOD, player).isEmpty()
                ? List.of(new WhyNot(Reason.PAYMENT_METHOD, "It is not known which card or account you paid with."))
                : List.of();
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
