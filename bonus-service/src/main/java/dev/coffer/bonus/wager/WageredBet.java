package dev.coffer.bonus.wager;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A bet of somebody who has had a bonus, as far as bonuses need it.
 *
 * @param order its place in the wallet's order of events
 * @param stake all of it, in minor units
 * @param staked what of it was bonus money, and whose
 * @param won what became bonus money, and whose
 * @param counted what counted for which award
 * @param candidates the awards that could be wagered when it was placed
 */
record WageredBet(
        String tenantId,
        String walletId,
        String betId,
        String userId,
        String gameId,
        long order,
        long stake,
        List<Share> staked,
        List<Share> won,
        List<Share> counted,
        List<String> candidates,
        Status status,
        Instant at) {

    /** How it stands. */
    enum Status {
        OPEN,
        CLOSED,
        ROLLED_BACK
    }

    /** Names a bet within the installation. */
    record Key(String walletId, String betId) {}

    WageredBet {
        staked = List.copyOf(staked);
        won = List.copyOf(won);
        counted = List.copyOf(counted);
        candidates = List.copyOf(candidates);
    }

    Key key() {
        return new Key(walletId, betId);
    }

    WageredBet withWon(List<Share> more) {
        List<Share> all = new ArrayList<>(won);
        all.addAll(more);
        return new WageredBet(
                tenantId, walletId, betId, userId, gameId, order, stake, staked, all, counted, candidates, status, at);
    }

    WageredBet closed(List<Share> counts) {
        return new WageredBet(
                tenantId,
                walletId,
                betId,
                userId,
                gameId,
                order,
                stake,
                staked,
                won,
                counts,
                candidates,
                Status.CLOSED,
                at);
    }

    WageredBet rolledBack() {
        return new WageredBet(
                tenantId,
                walletId,
                betId,
                userId,
                gameId,
                order,
                stake,
                staked,
                won,
                counted,
                candidates,
                Status.ROLLED_BACK,
                at);
    }
}
