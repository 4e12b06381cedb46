package dev.coffer.notification.workflow;

import java.util.Map;

/** Events that no workflow follows from, and why. */
public final class SilentEvents {

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("account.closable", "between services"),
            Map.entry("account.closed", "between services"),
            Map.entry("account.kept", "between services"),
            Map.entry("account.opened", "between services"),
            Map.entry("account.refused", "between services"),
            Map.entry("bonus.awarded", "between services; that it can be used is told"),
            Map.entry("bonus.bulk-progressed", "followed live by staff"),
            Map.entry("bonus.closing", "between services"),
            Map.entry("bonus.leaderboard-changed", "followed live; a prize is told as a bonus"),
            Map.entry("bonus.progressed", "followed live; how it ends is told"),
            Map.entry("bonus.scores-changed", "of the service's own"),
            Map.entry("bonus.settled", "between services; how it ended is told"),
            Map.entry("closing.asked", "between services"),
            Map.entry("closing.due", "between services"),
            Map.entry("code.issued", "sealed: a letter tells it"),
            Map.entry("inbox.changed", "tells of messages itself"),
            Map.entry("topic.told", "whoever joined the topic is told by it"),
            Map.entry("kyc.person.exported", "staff's work, often asked for by the user"),
            Map.entry("kyc.risk.assigned", "of reviewers: the user is not told so"),
            Map.entry("kyc.screening.cleared", "nobody was found; what follows from it is told"),
            Map.entry("kyc.screening.matched", "who is under suspicion is not told so"),
            Map.entry("kyc.verification.exported", "staff's work: an audit is not told to who is audited"),
            Map.entry("kyc.check.changed", "what follows from it is told"),
            Map.entry("registration.attempted", "sealed: a letter tells it"),
            Map.entry("registration.undone", "nobody is left to be told"),
            Map.entry("roles.changed", "of the tenant, not of a user"),
            Map.entry("user.activated", "the welcome came already"),
            Map.entry("user.closed", "nobody is left to be told"),
            Map.entry("wallet.bet.placed", "the game shows it"),
            Map.entry("wallet.bet.settled", "the game shows it"),
            Map.entry("wallet.bonus.closed", "between services"),
            Map.entry("wallet.bonus.credited", "between services"),
            Map.entry("wallet.bonus.locked", "between services"),
            Map.entry("wallet.bonus.refused", "between services"),
            Map.entry("wallet.deposit.settled", "staff's work; the deposit itself is told"),
            Map.entry("wallet.hold.placed", "what it is for is told"),
            Map.entry("wallet.hold.released", "what it was for is told"),
            Map.entry("wallet.purchase.completed", "the payment of the order is told"),
            Map.entry("wallet.withdrawal.frozen", "the suspension of the verification says it"),
            Map.entry("wallet.withdrawal.resumed", "how it ends is told"),
            Map.entry("wallet.withdrawal.settled", "staff's work; the withdrawal itself is told"),
            Map.entry("wallet.withdrawal.stuck", "for staff"));

    private SilentEvents() {}

    /** By the type of the event. */
    public static Map<String, String> why() {
        return WHY;
    }
}
