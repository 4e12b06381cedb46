package dev.coffer.bonus.referral;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A player's code, and who brought whom along. */
final class ShowReferrals {

    /** A tree is cut here. */
    static final int MOST_SHOWN = 1_000;

    /** Without letters and digits that look alike. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int CODE_LENGTH = 10;

    private final Referrals referrals;
    private final Transactions transactions;
    private final SecureRandom random = new SecureRandom();

    ShowReferrals(Referrals referrals, Transactions transactions) {
        this.referrals = referrals;
        this.transactions = transactions;
    }

    /** @param joined how many came with the code, at most {@link #MOST_SHOWN} @param qualified how many of them have deposited */
    record Code(String code, int joined, int qualified) {}

    /**
     * @param by who brought the player along; null for nobody
     * @param below those below the player, level by level
     * @param isCut whether there are more
     */
    record Tree(@Nullable Referral by, List<Below> below, boolean isCut) {

        Tree {
            below = List.copyOf(below);
        }
    }

    /** @param level 1 for whom the player brought along, 2 for whom those did */
    record Below(Referral referral, int level) {}

    /** The code is made at the first look, and stays. */
    Code code(String tenantId, String userId) {
        String fresh = random.ints(CODE_LENGTH, 0, LETTERS.length())
                .mapToObj(index -> String.valueOf(LETTERS.charAt(index)))
                .collect(Collectors.joining());
        return transactions.inTransaction(unit -> {
            String code = referrals.codeOf(unit, tenantId, userId, fresh);
            List<Referral> brought = referrals.broughtBy(unit, tenantId, List.of(userId), MOST_SHOWN);
            int qualified = (int) brought.stream()
                    .filter(one -> one.state() == Referral.State.QUALIFIED)
                    .count();
            return new Code(code, brought.size(), qualified);
        });
    }

    Tree tree(String tenantId, String userId, int levels) {
        return transactions.inTransaction(unit -> {
            List<Below> below = new ArrayList<>();
            List<String> level = List.of(userId);
            boolean isCut = false;
            for (int depth = 1; depth <= levels && !level.isEmpty() && !isCut; depth++) {
                List<Referral> next = below(unit, tenantId, level, below.size());
                isCut = below.size() + next.size() > MOST_SHOWN;
                for (Referral one : next.subList(0, Math.min(next.size(), MOST_SHOWN - below.size()))) {
                    below.add(new Below(one, depth));
                }
                level = next.stream().map(Referral::userId).toList();
            }
            return new Tree(referrals.find(unit, tenantId, userId), below, isCut);
        });
    }

    /** One more than can be shown, so that it is known whether there are more. */
    private List<Referral> below(UnitOfWork unit, String tenantId, List<String> level, int shown) {
        return referrals.broughtBy(unit, tenantId, level, MOST_SHOWN - shown + 1);
    }
}
