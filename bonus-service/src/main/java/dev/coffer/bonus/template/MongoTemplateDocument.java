package dev.coffer.bonus.template;

import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.TenantCollection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The stored form of a template: the fields that are asked for, and the versions that are latest and running as they were written. */
final class MongoTemplateDocument {

    static final String CODE = "code";
    static final String STATUS = "status";
    static final String TYPE = "type";
    static final String PROMO_CODE = "promoCode";
    /** Of what is published; not there otherwise. */
    static final String RUNNING_TRIGGERS = "runningTriggers";

    static final String REVISION = "revision";
    static final String VERSION = "version";

    private static final String LATEST = "latest";
    private static final String RUNNING = "running";
    private static final String FORM = "form";
    private static final String SAVED_AT = "savedAt";
    private static final String SAVED_BY = "savedBy";
    private static final String UPDATED_AT = "updatedAt";
    private static final String UPDATED_BY = "updatedBy";

    private final Currencies currencies;

    MongoTemplateDocument(Currencies currencies) {
        this.currencies = currencies;
    }

    Document of(BonusTemplate template) {
        Document document = new Document(CODE, template.code())
                .append(STATUS, template.stage().status().name())
                .append(TYPE, template.latest().content().type().name())
                .append(REVISION, template.revision())
                .append(LATEST, ofVersion(template.latest()))
                .append(UPDATED_AT, Date.from(template.updatedAt()))
                .append(UPDATED_BY, template.updatedBy());
        TemplateVersion running = template.stage().version();
        if (running != null) {
            document.append(RUNNING, ofVersion(running));
        }
        if (template.stage() instanceof Stage.Published(TemplateVersion published)) {
            List<String> triggers =
                    published.content().triggers().stream().map(Enum::name).toList();
            document.append(RUNNING_TRIGGERS, triggers);
        }
        String promoCode = takenPromoCode(template.stage());
        return promoCode == null ? document : document.append(PROMO_CODE, promoCode);
    }

    /** What is archived gives its promo code free. */
    private static @Nullable String takenPromoCode(Stage stage) {
        return switch (stage) {
            case Stage.Draft draft -> null;
            case Stage.Published published -> published.running().content().promoCode();
            case Stage.Paused paused -> paused.ran().content().promoCode();
            case Stage.Archived archived -> null;
        };
    }

    Document ofVersion(TemplateVersion version) {
        return new Document(VERSION, version.number())
                .append(FORM, new Document(FormJson.write(version.form())))
                .append(SAVED_AT, Date.from(version.savedAt()))
                .append(SAVED_BY, version.savedBy());
    }

    BonusTemplate parse(Document document) {
        Document running = document.get(RUNNING, Document.class);
        return new BonusTemplate(
                document.getString(TenantCollection.TENANT_ID),
                document.getString(CODE),
                stage(
                        TemplateStatus.valueOf(document.getString(STATUS)),
                        running == null ? null : parseVersion(running)),
                parseVersion(document.get(LATEST, Document.class)),
                document.getInteger(REVISION),
                document.getDate(UPDATED_AT).toInstant(),
                document.getString(UPDATED_BY));
    }

    private static Stage stage(TemplateStatus status, @Nullable TemplateVersion running) {
        return switch (status) {
            case DRAFT -> new Stage.Draft();
            case PUBLISHED -> new Stage.Published(Objects.requireNonNull(running));
            case PAUSED -> new Stage.Paused(Objects.requireNonNull(running));
            case ARCHIVED -> new Stage.Archived(running);
        };
    }

    TemplateVersion parseVersion(Document document) {
        TemplateForm form = FormJson.read(document.get(FORM, Document.class));
        return new TemplateVersion(
                document.getInteger(VERSION),
                form,
                ContentReader.read(currencies, FORM, form, new FieldChecks()),
                document.getDate(SAVED_AT).toInstant(),
                document.getString(SAVED_BY));
    }
}
