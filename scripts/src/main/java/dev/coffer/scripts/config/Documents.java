package dev.coffer.scripts.config;

/** What is asked of the API. */
final class Documents {

    private static final String SETTING = """
            key tenant description version changedAt changedBy reason
            fields { name value source rule description isSecret isPerTenant }
            """;

    static final String GET =
            "query Get($key: String!, $tenant: String) { setting(key: $key, tenant: $tenant) { " + SETTING + " } }";

    static final String LIST = "query List($tenant: String, $filter: SettingFilter, $after: String) {"
            + " settings(tenant: $tenant, filter: $filter, first: 100, after: $after) { nodes { " + SETTING
            + " } pageInfo { hasNextPage endCursor } } }";

    static final String HISTORY = """
            query History($key: String!, $tenant: String, $first: Int) {
              setting(key: $key, tenant: $tenant) {
                key tenant version
                history(first: $first) {
                  nodes {
                    version changedAt changedBy reason restoredVersion
                    changes { field before after }
                  }
                }
              }
            }""";

    static final String SET = "mutation Set($input: SetSettingInput!) { setSetting(input: $input) { __typename"
            + " ... on Setting { " + SETTING + " } ... on Refusal { code message field } } }";

    static final String ROLLBACK =
            "mutation Rollback($input: RollbackSettingInput!) { rollbackSetting(input: $input) { __typename"
                    + " ... on Setting { " + SETTING + " } ... on Refusal { code message field } } }";

    private Documents() {}
}
