package dev.coffer.bonus.offer;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.selection.Selection;
import dev.coffer.bonus.selection.SelectionForm;
import dev.coffer.bonus.selection.SelectionInput;
import dev.coffer.bonus.selection.SelectionJudge;
import dev.coffer.bonus.selection.SelectionRule;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of {@code selection.graphqls}. */
@DgsComponent
class SelectionFetcher {

    private final RunningTemplates templates;

    SelectionFetcher(RunningTemplates templates) {
        this.templates = templates;
    }

    /** @param total as a decimal; null where the rule asks for none */
    @GraphQlName("BonusSelectionVerdict")
    record VerdictView(
            SelectionForm rule, boolean isMet, @Nullable String total, List<WhyNot> whyNot) {

        static VerdictView of(SelectionRule rule, List<Selection> chosen) {
            List<WhyNot> reasons = WhyNot.of(rule, chosen);
            BigDecimal total = SelectionJudge.total(rule, chosen);
            return new VerdictView(
                    SelectionForm.of(rule), reasons.isEmpty(), total == null ? null : total.toPlainString(), reasons);
        }
    }

    @DgsQuery
    @Nullable
    VerdictView explainBonusSelection(
            @InputArgument String templateCode,
            @InputArgument List<SelectionInput> selections,
            DgsDataFetchingEnvironment environment) {
        List<Selection> chosen = SelectionInput.read("selections", selections);
        RunningTemplate template = templates.find(Callers.caller(environment).tenantId(), templateCode);
        SelectionRule rule = template == null ? null : template.content().selection();
        return rule == null ? null : VerdictView.of(rule, chosen);
    }
}
