package dev.coffer.bonus.template;

import dev.coffer.bonus.template.Contradictions.Contradiction;
import dev.coffer.core.money.Money;
import java.util.ArrayList;
import java.util.List;

/** Finds what in a template about playing, coming and the clock fits nothing else in it. */
final class PlayContradictions {

    private final TemplateContent content;
    private final List<Contradiction> found = new ArrayList<>();

    private PlayContradictions(TemplateContent content) {
        this.content = content;
    }

    static List<Contradiction> in(TemplateContent content) {
        PlayContradictions contradictions = new PlayContradictions(content);
        contradictions.play();
        contradictions.target();
        contradictions.streak();
        contradictions.clock();
        contradictions.referral();
        contradictions.price();
        return contradictions.found;
    }

    private void play() {
        boolean isAsked = content.triggers().stream().anyMatch(Trigger.OF_PLAY::contains);
        add(
                isAsked && content.play() == null,
                "play",
                "The triggers PLAY, LOSSES and STAKES need the period that they count over.");
        add(
                !isAsked && content.play() != null,
                "play",
                "Nothing looks at what is played: add a trigger PLAY, LOSSES or STAKES, or drop it.");
    }

    private void target() {
        TemplateContent.Play play = content.play();
        if (play == null) {
            return;
        }
        boolean isTriggered = content.triggers().contains(Trigger.PLAY);
        boolean hasTarget = play.bets() != null || play.staked() != null;
        add(isTriggered && !hasTarget, "play", "The trigger PLAY needs a number of bets or a sum of stakes.");
        add(
                !isTriggered && hasTarget,
                "play",
                "Only the trigger PLAY waits for a number of bets or a sum of stakes: add it, or drop them.");
        Money staked = play.staked();
        add(
                staked != null && !staked.currency().equals(content.currency()),
                "play.staked",
                "It is not in " + content.currency() + ", though awards are.");
    }

    private void streak() {
        add(
                content.streakDays() != null && !content.triggers().contains(Trigger.CHECK_IN),
                "streakDays",
                "Only the trigger CHECK_IN counts days in a row: add it, or drop the days.");
    }

    private void clock() {
        List<Trigger> triggers = content.triggers();
        add(
                triggers.contains(Trigger.IDLE) && content.idleDays() == null,
                "eligibility",
                "The trigger IDLE needs the rule idleForDays: it says after how long an absence.");
        add(
                triggers.contains(Trigger.SCHEDULE) && content.schedule().until() == null,
                "schedule.until",
                "The trigger SCHEDULE needs an end: until then every player gets it once.");
    }

    private void referral() {
        boolean isOfLine = content.triggers().contains(Trigger.REFERRER)
                || content.triggers().contains(Trigger.COMMISSION);
        add(
                content.referralLevel() > 1 && !isOfLine,
                "referralLevel",
                "Only the triggers REFERRER and COMMISSION have levels: add one, or drop the level.");
    }

    private void price() {
        boolean isTriggered = content.triggers().contains(Trigger.POINTS);
        add(
                isTriggered && content.pricePoints() == null,
                "pricePoints",
                "The trigger POINTS needs what the bonus costs.");
        add(
                !isTriggered && content.pricePoints() != null,
                "pricePoints",
                "Nobody pays it: add the trigger POINTS, or drop the price.");
    }

    private void add(boolean isWrong, String path, String sentence) {
        if (isWrong) {
            found.add(new Contradiction(path, sentence));
        }
    }
}
