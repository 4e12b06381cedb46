package dev.coffer.bonus.template;

import dev.coffer.bonus.award.AwardTerms;
import dev.coffer.bonus.rule.Rule;
import dev.coffer.bonus.rule.RuleForm;
import dev.coffer.bonus.rule.RuleReader;
import dev.coffer.bonus.selection.SelectionForm;
import dev.coffer.bonus.selection.SelectionRule;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.WellFormedText;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a template says and names every field that is wrong by itself; {@link Contradictions} are looked for after it. */
final class ContentReader {

    static final int MAX_NAME = 100;
    static final int MAX_TERMS = 20_000;
    static final int MAX_VALID_DAYS = 3_650;
    static final int MAX_COUNT = 1_000_000_000;
    static final int MAX_GAMES = 200;
    static final int MAX_STREAK = 366;
    static final int MAX_LEVEL = 5;

    private static final Pattern GROUP = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Pattern PROMO_CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,29}");

    private final Currencies currencies;
    private final FieldChecks checks;
    private final ValueReader values;

    private ContentReader(Currencies currencies, FieldChecks checks) {
        this.currencies = currencies;
        this.checks = checks;
        this.values = new ValueReader(currencies, checks);
    }

    /**
     * @param path where the form stands, such as "input.content"
     * @throws CodedException INVALID_INPUT naming every field that is wrong
     */
    static TemplateContent read(Currencies currencies, String path, TemplateForm form, FieldChecks checks) {
        return new ContentReader(currencies, checks).content(path, form);
    }

    private TemplateContent content(String path, TemplateForm form) {
        text(path + ".name", form.name(), MAX_NAME);
        BonusValue value = values.value(path + ".value", form.value());
        Rule eligibility = rule(path + ".eligibility", form.eligibility());
        AwardTerms.Wagering wagering = values.wagering(path + ".wagering", form.wagering());
        Integer days = whole(path + ".validForDays", form.validForDays(), MAX_VALID_DAYS);
        Money winCap = money(path + ".winCap", form.winCap());
        Money approvalAbove = money(path + ".approvalAbove", form.approvalAbove());
        TemplateContent.Limits limits = limits(path + ".limits", form.limits());
        TemplateContent.Budget budget = budget(path + ".budget", form.budget());
        TemplateContent.Play play = play(path + ".play", form.play());
        Competition competition = competition(path + ".competition", form.competition());
        SelectionForm chosen = form.selection();
        SelectionRule selection = chosen == null ? null : chosen.read(path + ".selection", checks);
        whole(path + ".streakDays", form.streakDays(), MAX_STREAK);
        whole(path + ".referralLevel", form.referralLevel(), MAX_LEVEL);
        whole(path + ".pricePoints", form.pricePoints(), MAX_COUNT);
        triggers(path + ".triggers", form.triggers());
        matching(path + ".stackingGroup", form.stackingGroup(), GROUP, "2 to 40 small letters, digits and hyphens");
        matching(path + ".promoCode", form.promoCode(), PROMO_CODE, "3 to 30 capital letters, digits and hyphens");
        if (form.terms() != null) {
            text(path + ".terms", form.terms(), MAX_TERMS);
        }
        checks.require();
        TemplateForm.Schedule schedule = form.schedule();
        return new TemplateContent(
                form.name(),
                form.type(),
                form.triggers(),
                Objects.requireNonNull(value),
                Objects.requireNonNull(eligibility),
                days == null ? null : Duration.ofDays(days),
                wagering,
                winCap,
                Boolean.TRUE.equals(form.isSticky()),
                Boolean.TRUE.equals(form.forfeitsOnWithdrawal()),
                limits,
                schedule == null
                        ? new TemplateContent.Schedule(null, null)
                        : new TemplateContent.Schedule(schedule.from(), schedule.until()),
                budget,
                play,
                competition,
                selection,
                form.streakDays(),
                form.referralLevel() == null ? 1 : form.referralLevel(),
                form.pricePoints(),
                form.stackingGroup(),
                form.promoCode(),
                approvalAbove,
                form.terms());
    }

    private @Nullable Rule rule(String path, @Nullable RuleForm form) {
        return form == null ? new Rule.Anybody() : new RuleReader(currencies, checks).read(path, form);
    }

    private TemplateContent.Limits limits(String path, TemplateForm.@Nullable Limits form) {
        if (form == null) {
            return new TemplateContent.Limits(null, null, null, null, Set.of());
        }
        Integer hours = whole(path + ".coolDownHours", form.coolDownHours(), MAX_VALID_DAYS * 24);
        return new TemplateContent.Limits(
                whole(path + ".perUser", form.perUser(), MAX_COUNT),
                hours == null ? null : Duration.ofHours(hours),
                whole(path + ".perDay", form.perDay(), MAX_COUNT),
                whole(path + ".total", form.total(), MAX_COUNT),
                oncePer(form));
    }

    private static Set<SharedBy> oncePer(TemplateForm.Limits form) {
        Set<SharedBy> once = EnumSet.noneOf(SharedBy.class);
        if (Boolean.TRUE.equals(form.oncePerDevice())) {
            once.add(SharedBy.DEVICE);
        }
        if (Boolean.TRUE.equals(form.oncePerPaymentMethod())) {
            once.add(SharedBy.PAYMENT_METHOD);
        }
        if (Boolean.TRUE.equals(form.oncePerHousehold())) {
            once.add(SharedBy.HOUSEHOLD);
        }
        return once;
    }

    private TemplateContent.Budget budget(String path, TemplateForm.@Nullable Budget form) {
        return form == null
                ? new TemplateContent.Budget(null, null)
                : new TemplateContent.Budget(
                        money(path + ".total", form.total()), money(path + ".perDay", form.perDay()));
    }

    private TemplateContent.@Nullable Play play(String path, TemplateForm.@Nullable Play form) {
        if (form == null) {
            return null;
        }
        return new TemplateContent.Play(
                form.period(),
                games(path + ".games", form.games()),
                whole(path + ".bets", form.bets(), MAX_COUNT),
                money(path + ".staked", form.staked()));
    }

    private @Nullable Competition competition(String path, TemplateForm.@Nullable Competition form) {
        return form == null
                ? null
                : new Competition(
                        form.score(),
                        form.period(),
                        games(path + ".games", form.games()),
                        money(path + ".minimumStake", form.minimumStake()));
    }

    private List<String> games(String path, @Nullable List<String> given) {
        List<String> games = given == null ? List.of() : given;
        boolean areNames = games.size() <= MAX_GAMES
                && games.stream().noneMatch(game -> game.isBlank() || game.length() > MAX_NAME);
        require(path, areNames, "At most " + MAX_GAMES + " ids of games, each of 1 to " + MAX_NAME + ".");
        return games;
    }

    private void triggers(String path, List<Trigger> triggers) {
        boolean isFine = !triggers.isEmpty() && new HashSet<>(triggers).size() == triggers.size();
        require(path, isFine, "Name at least one trigger, and none twice.");
    }

    private void text(String path, String text, int most) {
        require(path, !text.isBlank() && text.length() <= most, "1 to " + most + " characters.");
        checks.read(path, () -> WellFormedText.require(text, path));
    }

    private void matching(String path, @Nullable String text, Pattern pattern, String otherwise) {
        require(path, text == null || pattern.matcher(text).matches(), "It has " + otherwise + ".");
    }

    private @Nullable Integer whole(String path, @Nullable Integer number, int most) {
        require(path, number == null || (number >= 1 && number <= most), "1 to " + most + ", not " + number + ".");
        return number;
    }

    private @Nullable Money money(String path, @Nullable MoneyInput input) {
        return input == null ? null : checks.read(path, () -> input.toPositiveMoney(currencies, path));
    }

    private void require(String path, boolean isFine, String otherwise) {
        checks.read(path, () -> {
            if (!isFine) {
                throw new IllegalArgumentException(otherwise);
            }
            return Boolean.TRUE;
        });
    }
}
