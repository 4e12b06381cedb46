package dev.coffer.notification.template;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.notification.message.WhatsAppContent;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import dev.coffer.notification.template.TemplateInputs.PreviewInput;
import dev.coffer.notification.template.TemplateInputs.SaveInput;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code template.graphqls}. */
@DgsComponent
class TemplateFetcher {

    private final FindTemplates find;
    private final SaveTemplate save;

    TemplateFetcher(FindTemplates find, SaveTemplate save) {
        this.find = find;
        this.save = save;
    }

    @GraphQlName("NotificationTemplate")
    record TemplateView(String key, int version, boolean isBuiltIn, List<Variable> variables, List<Variant> variants) {

        static TemplateView of(Template template) {
            return new TemplateView(
                    template.key(),
                    template.version(),
                    template.isBuiltIn(),
                    template.variables(),
                    template.variants());
        }
    }

    @GraphQlName("TemplatePreview")
    record PreviewView(
            String subject,
            String text,
            @Nullable String html,
            @Nullable WhatsAppContent whatsApp) {

        static PreviewView of(Rendered rendered) {
            return new PreviewView(
                    rendered.subject(),
                    rendered.text(),
                    rendered.html().isEmpty() ? null : rendered.html(),
                    rendered.whatsApp());
        }
    }

    @DgsQuery
    Connection<TemplateView> templates(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        boolean isCounted = environment.getSelectionSet().contains("totalCount");
        return find.page(Callers.caller(environment), PageRequest.of(first, after, last, before), isCounted)
                .map(TemplateView::of);
    }

    @DgsQuery
    TemplateView template(
            @InputArgument String key, @InputArgument @Nullable Integer version, DataFetchingEnvironment environment) {
        return TemplateView.of(find.one(Callers.caller(environment), key, version));
    }

    @DgsQuery
    PreviewView previewTemplate(@InputArgument PreviewInput input, DataFetchingEnvironment environment) {
        Template template = find.one(Callers.caller(environment), input.key(), input.version());
        Rendered rendered = RenderTemplate.render(template, input.channel(), input.reader(), input.valuesFor(template));
        if (rendered == null) {
            throw CodedException.invalid("input.channel", "The template has nothing for " + input.channel() + ".");
        }
        return PreviewView.of(rendered);
    }

    @DgsMutation
    Object saveTemplate(@InputArgument SaveInput input, DataFetchingEnvironment environment) {
        return switch (save.save(Callers.caller(environment), input.toDraft())) {
            case TemplateResult.Saved(Template template) -> TemplateView.of(template);
            case TemplateResult.Refused(TemplateRefusal code, String message, String field) ->
                Refusal.of(code, message, field);
        };
    }
}
