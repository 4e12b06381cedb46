package dev.coffer.bonus.template;

import dev.coffer.bonus.template.Contradictions.Contradiction;
import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what in a template about a competition fits nothing else in it. */
final class CompetitionContradictions {

    /** Bets are remembered for 90 days: whatever is rolled back until the end has to be known. */
    private static final Duration LONGEST = Duration.ofDays(62);

    private static final int WHOLE_HUNDREDTHS = 100_00;

    private final TemplateContent content;
    private final List<Contradiction> found = new ArrayList<>();

    private CompetitionContradictions(TemplateContent content) {
        this.content = content;
    }

    static List<Contradiction> in(TemplateContent content) {
        CompetitionContradictions contradictions = new CompetitionContradictions(content);
        contradictions.parts();
        if (content.competition() != null) {
            contradictions.competition(content.competition());
        }
        if (content.value() instanceof BonusValue.Prizes prizes) {
            contradictions.prizes(prizes);
        }
        return contradictions.found;
    }

    private void parts() {
        boolean isTriggered = content.triggers().contains(Trigger.RANK);
        boolean hasPrizes = content.value() instanceof BonusValue.Prizes;
        add(
                isTriggered && content.competition() == null,
                "competition",
                "The trigger RANK needs what players compete in.");
        add(
                !isTriggered && content.competition() != null,
                "competition",
                "Nobody wins it: add the trigger RANK, or drop the competition.");
        add(isTriggered && !hasPrizes, "value", "The trigger RANK needs prizes: give 'prizes' as the value.");
        add(
                hasPrizes && !content.triggers().equals(List.of(Trigger.RANK)),
                "value.prizes",
                "Only a place in a competition has a prize: make RANK the only trigger.");
    }

    private void competition(Competition competition) {
        Instant from = content.schedule().from();
        Instant until = content.schedule().until();
        boolean isBounded = from != null && until != null;
        add(
                competition.period() == null && !isBounded,
                "schedule",
                "A competition without a period needs a beginning and an end.");
        add(
                competition.period() == null
                        && from != null
                        && until != null
                        && Duration.between(from, until).compareTo(LONGEST) > 0,
                "schedule.until",
                "A competition lasts at most " + LONGEST.toDays() + " days: set an earlier end, or a period.");
        Money minimum = competition.minimumStake();
        add(
                minimum != null && !minimum.currency().equals(content.currency()),
                "competition.minimumStake",
                "It is not in " + content.currency() + ", though prizes are.");
    }

    private void prizes(BonusValue.Prizes prizes) {
        List<BonusValue.Prize> places = prizes.places();
        long shared = 0;
        for (int i = 0; i < places.size(); i++) {
            BonusValue.Prize prize = places.get(i);
            shared += (long) (prize.to() - prize.from() + 1) * prize.hundredths();
            String path = "value.prizes.places[" + i + "]";
            add(
                    places.subList(0, i).stream()
                            .anyMatch(other -> other.from() <= prize.to() && prize.from() <= other.to()),
                    path,
                    "A place has one prize: it is in another line already.");
            add(
                    prize.hundredths() <= WHOLE_HUNDREDTHS
                            && !prizes.of(prize.from()).isPositive(),
                    path + ".percent",
                    "It is less than the smallest unit of the pool: raise it, or the pool.");
        }
        add(
                shared > WHOLE_HUNDREDTHS,
                "value.prizes.places",
                "All places together get more than the pool: lower them.");
    }

    private void add(boolean isWrong, String path, String sentence) {
        if (isWrong) {
            found.add(new Contradiction(path, sentence));
        }
    }
}
