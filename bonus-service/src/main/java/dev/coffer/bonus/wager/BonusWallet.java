package dev.coffer.bonus.wager;

import java.util.List;
import java.util.Map;

/**
 * What is known of a wallet in which there has been a bonus.
 *
 * @param seq of the wallet's last event that was taken in: an earlier one changes nothing any more
 * @param loose bonus money that no award explains, in minor units
 * @param outOfUse whose money lies in the locked pocket beside the award's for which it was put there, by that award and round
 */
record BonusWallet(
        String walletId, String tenantId, String userId, long seq, long loose, Map<String, List<Share>> outOfUse) {

    BonusWallet {
        outOfUse = Map.copyOf(outOfUse);
    }

    static BonusWallet of(String walletId, String tenantId, String userId) {
        return new BonusWallet(walletId, tenantId, userId, 0, 0, Map.of());
    }
}
