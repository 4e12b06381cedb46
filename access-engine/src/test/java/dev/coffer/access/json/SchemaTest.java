package dev.coffer.access.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.coffer.access.Policy;
import dev.coffer.access.RandomCases;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema and the reader agree, judged by a JSON Schema validator that is not ours. */
class SchemaTest {
    private static final String IN_GRANT = "{\"format\":1,\"roles\":[{\"name\":\"a\",\"grants\":[%s]}]}";
    private static final String IN_WHEN = IN_GRANT.formatted("{\"urn\":\"a:b:own\",\"when\":%s}");

    private final JsonSchema schema = schema();

    @Test
    void what_is_written_is_of_the_schema() {
        long seed = Long.getLong("coffer.access.seed", System.nanoTime());
        System.out.println("SchemaTest: seed " + seed);
        RandomCases random = new RandomCases(seed);
        for (int i = 0; i < 300; i++) {
            String json = PolicyJson.write(Policy.of(random.roles()));
            assertThat(schema.validate(json, InputFormat.JSON))
                    .as("seed %d: %s", seed, json)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "policy | {'format':1,'roles':[]}",
                "policy | {'format':1.0,'roles':[],'$schema':'x'}",
                "policy | {'format':1,'roles':[{'name':'a'},{'name':'b-1','inherits':['a'],'grants':[],'denials':['*:*:*']}]}",
                "grant | 'a:b:team/Red-1'",
                "grant | 'a:b:x.~=@+_'",
                "grant | {'urn':'a:*:all','priority':-2147483648}",
                "when | {'and':[{'owner':true},{'or':[{'sameTenant':true}]},{'not':{'role':'x'}}]}",
                "when | {'anyRole':['x','y']}",
                "when | {'allRoles':['x']}",
                "when | {'equals':{'attribute':'subject.X_y-1','value':''}}",
                "when | {'equals':{'attribute':'request.x','value':-1.5e3}}",
                "when | {'equals':{'attribute':'request.x','value':false}}",
                "when | {'in':{'attribute':'resource.x','values':[1,2]}}",
                "when | {'in':{'attribute':'resource.x','values':['a','b']}}",
                "when | {'matches':{'attribute':'resource.x','pattern':'[a-c]*?'}}",
                "when | {'between':{'attribute':'resource.x','min':0,'max':0}}",
                "when | {'cidr':['10.0.0.0/8','2001:db8::/32']}",
                "when | {'hours':{'from':'22:00','to':'06:00','zone':'Europe/Vienna'}}",
                "when | {'days':{'days':['monday','sunday'],'zone':'UTC'}}",
                "when | {'rate':{'counter':'payouts','most':0,'per':'P1DT2H3M4S'}}",
            })
    void both_accept(String where, String json) {
        String document = document(where, json);

        assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
        assertThat(refusal(document)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "policy | []",
                "policy | {}",
                "policy | {'format':1}",
                "policy | {'format':2,'roles':[]}",
                "policy | {'format':'1','roles':[]}",
                "policy | {'format':1,'roles':{}}",
                "policy | {'format':1,'roles':[],'more':1}",
                "policy | {'format':1,'roles':[],'$schema':1}",
                "policy | {'format':1,'roles':[{}]}",
                "policy | {'format':1,'roles':[{'name':'A'}]}",
                "policy | {'format':1,'roles':[{'name':'a','inherits':'b'}]}",
                "policy | {'format':1,'roles':[{'name':'a','grants':null}]}",
                "policy | {'format':1,'roles':[{'name':'a','rules':[]}]}",
                "grant | 'a:b'",
                "grant | 'a:b:c:d'",
                "grant | 'wal*:b:own'",
                "grant | 'A:b:own'",
                "grant | 'a:b:team/'",
                "grant | 'a:b:team/x/y'",
                "grant | 'a:b:own '",
                "grant | ''",
                "grant | 1",
                "grant | {'urn':'a:b:own','priority':1.5}",
                "grant | {'urn':'a:b:own','priority':2147483648}",
                "grant | {'urn':'a:b:own','priority':'1'}",
                "grant | {'urn':'a:b:own','if':{}}",
                "grant | {'priority':1}",
                "when | {}",
                "when | []",
                "when | true",
                "when | {'owner':true,'sameTenant':true}",
                "when | {'owner':false}",
                "when | {'sameTenant':null}",
                "when | {'and':[]}",
                "when | {'or':{}}",
                "when | {'not':[]}",
                "when | {'role':'X'}",
                "when | {'anyRole':[]}",
                "when | {'anyRole':['x','x']}",
                "when | {'equals':{'attribute':'x','value':1}}",
                "when | {'equals':{'attribute':'thing.x','value':1}}",
                "when | {'equals':{'attribute':'resource.','value':1}}",
                "when | {'equals':{'attribute':'resource.x'}}",
                "when | {'equals':{'attribute':'resource.x','value':null}}",
                "when | {'equals':{'attribute':'resource.x','value':[1]}}",
                "when | {'in':{'attribute':'resource.x','values':[]}}",
                "when | {'in':{'attribute':'resource.x','values':[1,'1']}}",
                "when | {'in':{'attribute':'resource.x','values':[1,1]}}",
                "when | {'matches':{'attribute':'resource.x','pattern':''}}",
                "when | {'between':{'attribute':'resource.x','min':1}}",
                "when | {'between':{'attribute':'resource.x','min':'1','max':2}}",
                "when | {'cidr':'10.0.0.0/8'}",
                "when | {'cidr':['10.0.0.0']}",
                "when | {'cidr':['localhost/8']}",
                "when | {'hours':{'from':'8:00','to':'18:00','zone':'UTC'}}",
                "when | {'hours':{'from':'08:00','to':'24:00','zone':'UTC'}}",
                "when | {'hours':{'from':'08:00','to':'18:00:30','zone':'UTC'}}",
                "when | {'hours':{'from':'08:00','to':'18:00'}}",
                "when | {'days':{'days':['Monday'],'zone':'UTC'}}",
                "when | {'days':{'days':[],'zone':'UTC'}}",
                "when | {'rate':{'counter':'payouts','most':-1,'per':'PT1H'}}",
                "when | {'rate':{'counter':'payouts','most':1.5,'per':'PT1H'}}",
                "when | {'rate':{'counter':'payouts','most':1,'per':'1h'}}",
                "when | {'rate':{'counter':'payouts','most':1,'per':'PT-1H'}}",
                "when | {'rate':{'counter':'payouts','most':1,'per':'PT1.5S'}}",
                "when | {'rate':{'counter':'payouts','most':1,'per':'P'}}",
                "when | {'rate':{'counter':'payouts','most':1,'per':'P1DT'}}",
            })
    void both_refuse(String where, String json) {
        String document = document(where, json);

        assertThat(schema.validate(document, InputFormat.JSON)).isNotEmpty();
        assertThat(refusal(document)).isNotNull();
    }

    /** What no schema can say: the description of the schema lists it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "policy | {'format':1,'roles':[],'roles':[]} | there twice",
                "policy | {'format':1,'roles':[{'name':'a'},{'name':'a'}]} | declared twice",
                "policy | {'format':1,'roles':[{'name':'a','inherits':['b']}]} | does not have",
                "policy | {'format':1,'roles':[{'name':'a','inherits':['a']}]} | in a cycle",
                "when | {'hours':{'from':'08:00','to':'18:00','zone':'Mars/Base'}} | not a time zone",
                "when | {'cidr':['10.0.0.1/8']} | bits beyond its prefix",
                "when | {'cidr':['10.0.0.0/33']} | not within 0 and 32",
                "when | {'between':{'attribute':'resource.x','min':2,'max':1}} | is more than",
                "when | {'equals':{'attribute':'resource.x','value':1e40}} | more than 34 digits",
                "when | {'matches':{'attribute':'resource.x','pattern':'[a'}} | pattern",
                "when | {'rate':{'counter':'payouts','most':1,'per':'P367D'}} | whole seconds, from 1",
                "when | {'rate':{'counter':'payouts','most':1,'per':'PT0S'}} | whole seconds, from 1",
            })
    void the_reader_alone_refuses(String where, String json, String reason) {
        String document = document(where, json);

        assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
        assertThat(refusal(document)).contains(reason);
    }

    private static String document(String where, String json) {
        String quoted = json.replace('\'', '"');
        return switch (where) {
            case "policy" -> quoted;
            case "grant" -> IN_GRANT.formatted(quoted);
            default -> IN_WHEN.formatted(quoted);
        };
    }

    private static @Nullable String refusal(String document) {
        try {
            PolicyJson.read(document);
            return null;
        } catch (PolicyFormatException refused) {
            return refused.getMessage();
        }
    }

    private static JsonSchema schema() {
        try (InputStream published = PolicyJson.class.getResourceAsStream(PolicyJson.SCHEMA_RESOURCE)) {
            String text = new String(Objects.requireNonNull(published).readAllBytes(), UTF_8);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(text);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
