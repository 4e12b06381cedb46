package dev.coffer.core.permission;

import dev.coffer.access.Policy;
import dev.coffer.access.json.PolicyJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an issuer tells of tenants' policies: {@code {"revision": 12, "policies": [{"tenant": "acme", "version": 3, "policy": "{...}"}]}}.
 * A policy is a text in which it stands as JSON, so that its numbers are read by whoever knows how exact they are.
 *
 * @param revision counts the changes of all tenants; whoever asks again says it
 * @param policies of all tenants that have one of their own; or, for who said a revision, of those that changed since
 */
public record PolicyPage(long revision, List<TenantPolicy> policies) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REVISION = "revision";
    private static final String POLICIES = "policies";
    private static final String TENANT = "tenant";
    private static final String VERSION = "version";
    private static final String POLICY = "policy";

    public PolicyPage {
        policies = List.copyOf(policies);
    }

    public String toJson() {
        ObjectNode page = JSON.createObjectNode().put(REVISION, revision);
        ArrayNode all = page.putArray(POLICIES);
        for (TenantPolicy one : policies) {
            all.addObject()
                    .put(TENANT, one.tenantId())
                    .put(VERSION, one.version())
                    .put(POLICY, PolicyJson.write(one.policy()));
        }
        return JSON.writeValueAsString(page);
    }

    /** @throws IllegalArgumentException when it is not such a page, or one of its policies is none */
    public static PolicyPage parse(String json) {
        try {
            JsonNode page = JSON.readTree(json);
            List<TenantPolicy> policies = new ArrayList<>();
            for (JsonNode one : page.required(POLICIES)) {
                Policy policy = PolicyJson.read(one.required(POLICY).stringValue());
                policies.add(new TenantPolicy(
                        one.required(TENANT).stringValue(),
                        one.required(VERSION).longValue(),
                        policy));
            }
            return new PolicyPage(page.required(REVISION).longValue(), policies);
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("This is no page of policies: " + wrong.getOriginalMessage(), wrong);
        }
    }
}
