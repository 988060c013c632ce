package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.fundwire.adapters.json.Fields;
import io.fundwire.adapters.json.InvalidField;
import io.fundwire.adapters.json.JsonDialect;

import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;

/// Looks for a body that is neither read nor refused with a sentence, led by which code each one
/// reaches.
class PublishBodyExplorationTest {

    private final JsonMapper mapper = JsonDialect.mapper();

    @FuzzTest(maxDuration = "1m")
    void everyBodyIsReadOrRefusedWithASentence(byte[] bytes) {
        try {
            var input =
                    PublishBody.read(
                            Fields.of(bytes, mapper), Optional.empty(), HttpApi.Deadlines.WATCHED);
            assertThat(input.title()).isNotEmpty();
        } catch (InvalidField refused) {
            assertThat(refused.sentence()).endsWith(".");
        }
    }
}
