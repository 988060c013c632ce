package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void saysWhatIsWrong() {
        var problem = Problem.of("not-found", 404, "There is no such \"route\".");

        assertThat(JsonDialect.mapper().writeValueAsString(problem))
                .isEqualTo(
                        """
                        {"type":"urn:fundwire:problem:not-found","title":"Not found","status":404,\
                        "detail":"There is no such \\"route\\"."}\
                        """);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        var problem = Problem.of(new InvalidField("actions[1].id", "must be there."));

        assertThat(JsonDialect.mapper().writeValueAsString(problem))
                .isEqualTo(
                        """
                        {"type":"urn:fundwire:problem:invalid-field","title":"Invalid field",\
                        "status":400,"detail":"actions[1].id must be there.",\
                        "field":"actions[1].id"}\
                        """);
    }

    @Test
    void namesNoFieldWhereNoneCouldBeRead() {
        var problem = Problem.of(InvalidField.malformed("The body must be JSON."));

        assertThat(JsonDialect.mapper().writeValueAsString(problem))
                .isEqualTo(
                        """
                        {"type":"urn:fundwire:problem:malformed-body","title":"Malformed body",\
                        "status":400,"detail":"The body must be JSON."}\
                        """);
    }
}
