package dev.coffer.bonus.template;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.graphql.WellFormedText;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code template.graphqls}. */
@DgsComponent
class TemplateFetcher {

    private final BonusTemplates templates;
    private final SaveBonusTemplate saveBonusTemplate;
    private final Currencies currencies;
    private final Clock clock;

    TemplateFetcher(BonusTemplates templates, SaveBonusTemplate saveBonusTemplate, Currencies currencies, Clock clock) {
        this.templates = templates;
        this.saveBonusTemplate = saveBonusTemplate;
        this.currencies = currencies;
        this.clock = clock;
    }

    @GraphQlName("BonusTemplate")
    record TemplateView(String code, String name, MoneyView value, String status, int version, Instant updatedAt) {

        static TemplateView of(BonusTemplate template) {
            return new TemplateView(
                    template.code(),
                    template.name(),
                    MoneyView.of(template.value()),
                    "DRAFT",
                    template.version(),
                    template.updatedAt());
        }
    }

    record SaveBonusTemplateInput(
            String code,
            String name,
            MoneyInput value,
            @Nullable Integer version) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        BonusTemplate toTemplate(String tenantId, Currencies currencies, Instant now) {
            FieldChecks checks = new FieldChecks();
            String checkedCode = checks.read("input.code", this::checkedCode);
            String checkedName = checks.read("input.name", this::checkedName);
            Money worth = checks.read("input.value", () -> value.toPositiveMoney(currencies, "input.value"));
            Integer next = checks.read("input.version", this::nextVersion);
            checks.require();
            return new BonusTemplate(
                    tenantId,
                    Objects.requireNonNull(checkedCode),
                    Objects.requireNonNull(checkedName),
                    Objects.requireNonNull(worth),
                    Objects.requireNonNull(next),
                    now);
        }

        private String checkedCode() {
            if (!BonusTemplate.CODE.matcher(code).matches()) {
                throw new IllegalArgumentException(
                        "A template's code is 3 to 40 upper-case letters, digits and hyphens.");
            }
            return code;
        }

        private String checkedName() {
            if (name.isBlank() || name.length() > BonusTemplate.MAX_NAME) {
                throw new IllegalArgumentException(
                        "A template's name has 1 to " + BonusTemplate.MAX_NAME + " characters.");
            }
            return WellFormedText.require(name, "input.name");
        }

        private int nextVersion() {
            if (version == null) {
                return 1;
            }
            if (version < 1 || version == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("A version is 1 or more, not " + version + ".");
            }
            return version + 1;
        }
    }

    @DgsQuery
    Connection<TemplateView> bonusTemplates(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DgsDataFetchingEnvironment environment) {
        PageRequest request = PageRequest.of(first, after, last, before);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return templates
                .page(Callers.caller(environment).tenantId(), request, isCounted)
                .map(TemplateView::of);
    }

    @DgsMutation
    Object saveBonusTemplate(@InputArgument SaveBonusTemplateInput input, DgsDataFetchingEnvironment environment) {
        BonusTemplate template = input.toTemplate(
                Callers.caller(environment).tenantId(),
                currencies,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return switch (saveBonusTemplate.save(template)) {
            case SaveBonusTemplate.Result.Saved saved -> TemplateView.of(saved.template());
            case SaveBonusTemplate.Result.Refused refused ->
                Refusal.of(refused.code(), refused.code().meaning(), "input.version");
        };
    }
}
