package dev.coffer.kyc.profile;

import dev.coffer.kyc.risk.RiskLevel;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How the grounds of a decision are stored. */
final class MongoGrounds {

    /** Personal, and taken away with what was typed. */
    static final String FACTORS = "riskFactors";

    private static final String SETTINGS = "settings";
    private static final String SETTING = "setting";
    private static final String INSTALLATION = "installation";
    private static final String TENANT = "tenant";
    private static final String LISTS = "listsVersion";
    private static final String RISK = "risk";
    private static final String POINTS = "riskPoints";

    private MongoGrounds() {}

    static @Nullable Document write(@Nullable Grounds grounds) {
        if (grounds == null) {
            return null;
        }
        List<Document> settings = grounds.settings().stream()
                .map(one -> new Document(SETTING, one.setting())
                        .append(INSTALLATION, one.installation())
                        .append(TENANT, one.tenant()))
                .toList();
        return new Document(SETTINGS, settings)
                .append(LISTS, grounds.listsVersion())
                .append(RISK, grounds.risk().name())
                .append(POINTS, grounds.riskPoints())
                .append(FACTORS, grounds.riskFactors());
    }

    static @Nullable Grounds read(@Nullable Document stored) {
        if (stored == null) {
            return null;
        }
        List<String> factors = stored.getList(FACTORS, String.class);
        return new Grounds(
                stored.getList(SETTINGS, Document.class).stream()
                        .map(one -> new Grounds.Counted(
                                one.getString(SETTING), one.getLong(INSTALLATION), one.getLong(TENANT)))
                        .toList(),
                stored.getLong(LISTS),
                RiskLevel.valueOf(stored.getString(RISK)),
                stored.getInteger(POINTS, 0),
                factors == null ? List.of() : factors);
    }
}
