# "quay" is in no dictionary: espeak-ng pronounces it, and must not look for a sound server for that
mkdir home
echo 'Good morning from Northhaven, quayside.' >talk.txt
unset XDG_RUNTIME_DIR XDG_CONFIG_HOME PULSE_SERVER
HOME=$PWD/home $CAPALIGN align --lang en --force -q "$SAMPLES/bridge/media/sound-bridge-lift.mp4" talk.txt --words-json words.json
ls -A home
grep -c Northhaven words.json
