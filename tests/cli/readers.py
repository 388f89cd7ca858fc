"""Readers of the reports that "capalign check" writes, each after the program that the format is made for. They raise
AssertionError where that program would refuse the report, or take something in it for something else."""
import json
import re
import urllib.parse
import xml.etree.ElementTree


def lines_of(text):
    return re.split(r"\r\n|\r|\n", text)


# ---- GitHub Actions: the runner's ActionCommand.cs reads every line of a step's output twice ----

WHITE = "".join(map(chr, [9, 10, 11, 12, 13, 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F,
                          0x3000]))


def unescape(text, codes):
    for coded, plain in codes:
        text = text.replace(coded, plain)
    return text


DATA = [("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]
PROPERTY = DATA[:2] + [("%3A", ":"), ("%2C", ",")] + DATA[2:]
OLD = [("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%")]


def properties_of(text, between, codes):
    result = {}
    for pair in text.split(between):
        key, equals, value = pair.strip().partition("=")
        if equals:
            result[key] = unescape(value, codes)
    return result


def read_command(line):
    """(name, properties, data) of the command that the runner sees in a line of a log, or None."""
    trimmed = line.lstrip(WHITE)
    end = trimmed.find("::", 2)
    if trimmed.startswith("::") and end >= 0:
        name, _, properties = trimmed[2:end].partition(" ")
        return name, properties_of(properties, ",", PROPERTY), unescape(trimmed[end + 2:], DATA)
    start = line.find("##[")
    end = line.find("]", start)
    if start >= 0 and end >= 0:
        name, _, properties = line[start + 3:end].partition(" ")
        return name, properties_of(properties, ";", OLD), unescape(line[end + 1:], OLD)
    return None


def read_log(text):
    return [command for command in map(read_command, lines_of(text)) if command]


# ---- SARIF 2.1.0: what the standard requires, and GitHub's table ----

LEVELS = {"none", "note", "warning", "error"}
# The schema allows no other properties ("additionalProperties": false), and wants those of REQUIRED.
PROPERTIES = {
    "log": "$schema version runs inlineExternalProperties properties",
    "run": "tool invocations conversion language versionControlProvenance originalUriBaseIds artifacts logicalLocations graphs results "
           "automationDetails runAggregates baselineGuid redactionTokens defaultEncoding defaultSourceLanguage newlineSequences columnKind "
           "externalPropertyFileReferences threadFlowLocations taxonomies addresses translations policies webRequests webResponses "
           "specialLocations properties",
    "tool": "driver extensions properties",
    "driver": "guid name organization product productSuite shortDescription fullDescription fullName version semanticVersion "
              "dottedQuadFileVersion releaseDateUtc downloadUri informationUri globalMessageStrings notifications rules taxa locations "
              "language contents isComprehensive localizedDataSemanticVersion minimumRequiredLocalizedDataSemanticVersion associatedComponent "
              "translationMetadata supportedTaxonomies properties",
    "rule": "id deprecatedIds guid deprecatedGuids name deprecatedNames shortDescription fullDescription messageStrings "
            "defaultConfiguration helpUri help relationships properties",
    "configuration": "enabled level rank parameters properties",
    "text": "text markdown properties",
    "message": "text markdown id arguments properties",
    "invocation": "commandLine arguments responseFiles startTimeUtc endTimeUtc exitCode ruleConfigurationOverrides "
                  "notificationConfigurationOverrides toolExecutionNotifications toolConfigurationNotifications exitCodeDescription "
                  "exitSignalName exitSignalNumber processStartFailureMessage executionSuccessful machine account processId "
                  "executableLocation workingDirectory environmentVariables stdin stdout stderr stdoutStderr properties",
    "notification": "locations message level threadId timeUtc exception descriptor associatedRule properties",
    "result": "ruleId ruleIndex rule kind level message analysisTarget locations guid correlationGuid occurrenceCount partialFingerprints "
              "fingerprints stacks codeFlows graphs graphTraversals relatedLocations suppressions baselineState rank attachments "
              "hostedViewerUri workItemUris provenance fixes taxa webRequest webResponse properties",
    "location": "id physicalLocation logicalLocations message annotations relationships properties",
    "place": "address artifactLocation region contextRegion properties",
    "artifact": "uri uriBaseId index description properties",
    "region": "startLine startColumn endLine endColumn charOffset charLength byteOffset byteLength snippet message sourceLanguage properties",
    "fix": "description artifactChanges properties",
    "change": "artifactLocation replacements properties",
    "replacement": "deletedRegion insertedContent properties",
    "content": "text binary rendered properties",
}
REQUIRED = {"log": "version runs", "run": "tool", "tool": "driver", "driver": "name", "rule": "id", "text": "text", "result": "message",
            "invocation": "executionSuccessful", "notification": "message", "fix": "artifactChanges",
            "change": "artifactLocation replacements", "replacement": "deletedRegion"}


def has_shape(kind, value):
    """The object itself, which has all and only what the schema gives its kind."""
    assert isinstance(value, dict) and set(value) <= set(PROPERTIES[kind].split()), (kind, set(value) - set(PROPERTIES[kind].split()))
    assert set(REQUIRED.get(kind, "").split()) <= set(value), (kind, set(value))
    return value


def check_text(owner, key, most=None):
    text = has_shape("message" if key == "message" else "text", owner[key])["text"]
    assert isinstance(text, str) and text, key
    assert most is None or len(text) <= most, key
    return text


def links_in(text):
    """Embedded links, 3.11.6: brackets that no backslash stands before."""
    return re.findall(r"(?<!\\)(?:\\\\)*\[(?:\\.|[^\]\\])*\]\(", text)


def check_uri(uri):
    assert isinstance(uri, str) and uri and "\\" not in uri
    assert re.fullmatch(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*", uri), uri
    if not uri.startswith("file:///"):
        assert not uri.startswith("/") and ":" not in uri.split("/")[0], uri  # RFC 3986, 4.2
    return urllib.parse.unquote_to_bytes(uri)


def check_region(region):
    has_shape("region", region)
    places = [region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")]
    assert all(isinstance(place, int) and place >= 1 for place in places), region
    assert (places[0], places[1]) <= (places[2], places[3]), region
    return places


def check_result(result, rules):
    assert has_shape("result", result)["ruleId"] in rules, result["ruleId"]
    assert result["level"] in LEVELS
    assert not links_in(check_text(result, "message")), result["message"]
    assert result["partialFingerprints"]["primaryLocationLineHash"]
    assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
    where = has_shape("place", has_shape("location", result["locations"][0])["physicalLocation"])
    check_uri(has_shape("artifact", where["artifactLocation"])["uri"])
    check_region(where["region"])
    for fix in result.get("fixes", []):
        for change in has_shape("fix", fix)["artifactChanges"]:
            check_uri(has_shape("artifact", has_shape("change", change)["artifactLocation"])["uri"])
            assert change["replacements"]
            for replacement in change["replacements"]:
                check_region(has_shape("replacement", replacement)["deletedRegion"])
                assert isinstance(has_shape("content", replacement["insertedContent"])["text"], str)


def read_sarif(text):
    """The results of the only run."""
    log = has_shape("log", json.loads(text))
    assert log["version"] == "2.1.0" and log["$schema"].startswith("https://")
    run, = log["runs"]
    driver = has_shape("driver", has_shape("tool", has_shape("run", run)["tool"])["driver"])
    assert driver["name"] and driver["version"] and driver["rules"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", driver["semanticVersion"])
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for rule in driver["rules"]:
        assert re.fullmatch(r"[a-z0-9-]+", has_shape("rule", rule)["id"])
        check_text(rule, "shortDescription", 1024)
        check_text(rule, "fullDescription", 1024)
        check_text(rule, "help")
        assert has_shape("configuration", rule["defaultConfiguration"])["level"] in LEVELS
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for invocation in run.get("invocations", []):
        assert isinstance(has_shape("invocation", invocation)["executionSuccessful"], bool)
        for notification in invocation.get("toolExecutionNotifications", []):
            check_text(has_shape("notification", notification), "message")
            assert notification["level"] in LEVELS
    assert len(run["results"]) <= 25000
    for result in run["results"]:
        check_result(result, set(ids))
    return run["results"]


# ---- GitLab Code Quality ----

def read_gitlab(text):
    assert not text.startswith("\ufeff")
    issues = json.loads(text)
    assert isinstance(issues, list)
    for issue in issues:
        assert issue["description"] and issue["check_name"]
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        path = issue["location"]["path"]
        assert path and not path.startswith(("./", "/"))
        line = issue["location"]["lines"]["begin"]
        assert isinstance(line, int) and line >= 1
    prints = [issue["fingerprint"] for issue in issues]
    assert all(prints) and len(set(prints)) == len(prints)
    return issues


# ---- reviewdog ----

def check_range(where):
    start, end = where["start"], where.get("end", where["start"])
    for position in (start, end):
        assert isinstance(position["line"], int) and position["line"] >= 1
        assert position.get("column", 1) >= 1
    assert (start["line"], start.get("column", 1)) <= (end["line"], end.get("column", 1)) or "column" not in end


def read_rdjsonl(text):
    assert text == "" or text.endswith("\n")
    result = []
    for line in text.splitlines():  # splits at U+2028 and its kin too, as some readers do
        diagnostic = json.loads(line)
        assert diagnostic["message"] and diagnostic["location"]["path"]
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        assert diagnostic["code"]["value"]
        if "range" in diagnostic["location"]:
            check_range(diagnostic["location"]["range"])
        for suggestion in diagnostic.get("suggestions", []):
            check_range(suggestion["range"])
            assert isinstance(suggestion["text"], str)
        result.append(diagnostic)
    return result


# ---- JUnit: what GitLab and Jenkins take of it ----

def read_junit(text):
    """(classname, name, failure's or error's text) of each case; the text is None where it passed."""
    root = xml.etree.ElementTree.fromstring(text)
    assert root.tag == "testsuites"
    result = []
    for suite in root:
        for case in suite.findall("testcase"):
            problems = [problem for problem in case if problem.tag in ("failure", "error")]
            assert len(problems) <= 1 and case.get("classname") and case.get("name")
            assert not problems or problems[0].text
            result.append((case.get("classname"), case.get("name"), problems[0].text if problems else None))
        assert suite.findall("testcase"), "an empty suite reads as if nothing had run"
    assert len({case[:2] for case in result}) == len(result), "GitLab keeps one of those with the same name"
    return result
