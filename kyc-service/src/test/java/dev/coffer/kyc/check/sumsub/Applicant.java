package dev.coffer.kyc.check.sumsub;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** What came of one applicant: the files by name, with the type of document, and every upload in turn. */
final class Applicant {
    final String id;
    final String reference;
    final String level;
    final JsonNode fixedInfo;
    final Map<String, String> files = new ConcurrentHashMap<>();
    final List<String> uploads = new CopyOnWriteArrayList<>();
    volatile String status = "init";
    volatile String result = "{}";

    Applicant(String id, String reference, String level, JsonNode fixedInfo) {
        this.id = id;
        this.reference = reference;
        this.level = level;
        this.fixedInfo = fixedInfo;
    }

    String json() {
        return "{\"id\":\"" + id + "\",\"externalUserId\":\"" + reference + "\",\"review\":{\"levelName\":\"" + level
                + "\",\"reviewStatus\":\"" + status + "\",\"reviewResult\":" + result + "}}";
    }
}
