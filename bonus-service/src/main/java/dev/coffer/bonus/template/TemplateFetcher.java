package dev.coffer.bonus.template;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code template.graphqls}. */
@DgsComponent
class TemplateFetcher {

    private final BonusTemplates templates;
    private final SaveBonusTemplate saveBonusTemplate;
    private final MoveBonusTemplate moveBonusTemplate;
    private final Currencies currencies;

    TemplateFetcher(
            BonusTemplates templates,
            SaveBonusTemplate saveBonusTemplate,
            MoveBonusTemplate moveBonusTemplate,
            Currencies currencies) {
        this.templates = templates;
        this.saveBonusTemplate = saveBonusTemplate;
        this.moveBonusTemplate = moveBonusTemplate;
        this.currencies = currencies;
    }

    @GraphQlName("BonusTemplate")
    record TemplateView(
            String code,
            TemplateStatus status,
            int version,
            @Nullable Integer publishedVersion,
            TemplateForm content,
            List<String> words,
            Instant savedAt,
            String savedBy,
            Instant updatedAt) {

        static TemplateView of(BonusTemplate template) {
            return of(template, template.latest());
        }

        static TemplateView of(BonusTemplate template, TemplateVersion version) {
            TemplateVersion running = template.stage().version();
            return new TemplateView(
                    template.code(),
                    template.stage().status(),
                    version.number(),
                    running == null ? null : running.number(),
                    version.form(),
                    TemplateWords.of(version.content()),
                    version.savedAt(),
                    version.savedBy(),
                    template.updatedAt());
        }
    }

    @GraphQlName("BonusTypeTerms")
    record TypeView(
            BonusType type, Mechanic mechanic, List<Trigger> triggers, List<ValueKind> values, List<TypeNeed> needs) {

        static TypeView of(BonusType type) {
            return new TypeView(
                    type, type.mechanic(), type.triggers(), type.mechanic().valueKinds(), type.needs());
        }
    }

    record BonusTemplateFilter(
            @Nullable TemplateStatus status, @Nullable BonusType type) {}

    @DgsQuery
    List<TypeView> bonusTypes() {
        return Arrays.stream(BonusType.values()).map(TypeView::of).toList();
    }

    @DgsQuery
    @Nullable
    TemplateView bonusTemplate(
            @InputArgument String code,
            @InputArgument @Nullable Integer version,
            DgsDataFetchingEnvironment environment) {
        String tenantId = Callers.caller(environment).tenantId();
        BonusTemplate template = templates.find(tenantId, code);
        if (template == null || version == null) {
            return template == null ? null : TemplateView.of(template);
        }
        TemplateVersion earlier = templates.version(tenantId, code, version);
        return earlier == null ? null : TemplateView.of(template, earlier);
    }

    @DgsQuery
    Connection<TemplateView> bonusTemplates(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            @InputArgument @Nullable BonusTemplateFilter filter,
            DgsDataFetchingEnvironment environment) {
        PageRequest request = PageRequest.of(first, after, last, before);
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        TemplateStatus status = filter == null ? null : filter.status();
        BonusType type = filter == null ? null : filter.type();
        return templates
                .page(Callers.caller(environment).tenantId(), status, type, request, isCounted)
                .map(TemplateView::of);
    }

    @DgsMutation
    Object saveBonusTemplate(@InputArgument TemplateInputs.SaveInput input, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return answer(saveBonusTemplate.save(input.toCommand(caller, currencies)));
    }

    @DgsMutation
    Object publishBonusTemplate(@InputArgument TemplateInputs.MoveInput input, DgsDataFetchingEnvironment environment) {
        return answer(moveBonusTemplate.publish(input.toCommand(Callers.caller(environment))));
    }

    @DgsMutation
    Object pauseBonusTemplate(@InputArgument TemplateInputs.MoveInput input, DgsDataFetchingEnvironment environment) {
        return answer(moveBonusTemplate.pause(input.toCommand(Callers.caller(environment))));
    }

    @DgsMutation
    Object archiveBonusTemplate(@InputArgument TemplateInputs.MoveInput input, DgsDataFetchingEnvironment environment) {
        return answer(moveBonusTemplate.archive(input.toCommand(Callers.caller(environment))));
    }

    private static Object answer(TemplateResult result) {
        return switch (result) {
            case TemplateResult.Changed changed -> TemplateView.of(changed.template());
            case TemplateResult.Refused(TemplateRefusal code)
            when code == TemplateRefusal.BONUS_TEMPLATE_CHANGED -> Refusal.of(code, code.meaning(), "input.version");
            case TemplateResult.Refused(TemplateRefusal code) -> Refusal.of(code, code.meaning());
        };
    }
}
