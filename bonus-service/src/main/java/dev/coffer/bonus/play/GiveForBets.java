package dev.coffer.bonus.play;

import dev.coffer.bonus.award.TakeBackAwards;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** Gives what a bet brings about by what was chosen for it, once for a bet and a template, and takes it back with the bet. */
final class GiveForBets {

    private static final String REASON = "The bet that it was given for was rolled back.";

    private final GiveOffers offers;
    private final Players players;
    private final TakeBackAwards takeBack;
    private final Currencies currencies;

    GiveForBets(GiveOffers offers, Players players, TakeBackAwards takeBack, Currencies currencies) {
        this.offers = offers;
        this.players = players;
        this.takeBack = takeBack;
        this.currencies = currencies;
    }

    /** In the caller's transaction, in the order of the turns. @param running the tenant's templates that ask for bets */
    void take(UnitOfWork unit, String tenantId, List<RunningTemplate> running, List<FoldPlay.Turn> turns) {
        List<RunningTemplate> asking = running.stream()
                .filter(template -> template.content().triggers().contains(Trigger.BET))
                .toList();
        for (FoldPlay.Turn turn : turns) {
            if (turn.bet().selections().isEmpty()) {
                continue;
            }
            if (turn.isUndone()) {
                takeBack.takeBack(unit, tenantId, occasion(turn), REASON);
            } else {
                asking.forEach(template -> give(unit, template, turn));
            }
        }
    }

    private static String occasion(FoldPlay.Turn turn) {
        return "bet:" + turn.bet().key().betId();
    }

    private void give(UnitOfWork unit, RunningTemplate template, FoldPlay.Turn turn) {
        PlayedBet bet = turn.bet();
        Money stake = new Money(bet.sum().staked(), currencies.get(bet.currency()));
        Occasion occasion = new Occasion(Trigger.BET, occasion(turn), turn.at(), stake, bet.selections(), false);
        offers.once(unit, players.hold(unit, bet.tenantId(), bet.userId()), occasion, template);
    }
}
