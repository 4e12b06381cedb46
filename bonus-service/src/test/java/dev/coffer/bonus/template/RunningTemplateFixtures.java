package dev.coffer.bonus.template;

import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.money.Currencies;
import java.time.Instant;
import org.bson.Document;

/** Published templates without a store. */
public final class RunningTemplateFixtures {

    private RunningTemplateFixtures() {}

    /** @param content without the name, in JSON with single quotes */
    public static RunningTemplate running(String code, String content) {
        String json = "{'name': 'A bonus', " + content + "}";
        TemplateForm form = FormJson.read(Document.parse(json));
        TemplateContent read = ContentReader.read(Currencies.builtIn(), "content", form, new FieldChecks());
        return RunningTemplate.of(code, new TemplateVersion(1, form, read, Instant.EPOCH, "olga"));
    }
}
