# Tests of the whole program. Each script says "skipped" and exits 77 where what it needs is absent.
file(GLOB program_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/cli/*_test.py
     ${CMAKE_CURRENT_SOURCE_DIR}/conformance/*_test.py ${CMAKE_CURRENT_SOURCE_DIR}/accuracy/*_test.py)
foreach(script ${program_tests})
    get_filename_component(name ${script} NAME_WE)
    get_filename_component(folder ${script} DIRECTORY)
    get_filename_component(folder ${folder} NAME)
    add_test(NAME ${folder}.${name}
             COMMAND /usr/bin/python3 ${script} ${CMAKE_BINARY_DIR}/capalign
             WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${folder}.${name} PROPERTIES SKIP_RETURN_CODE 77)
endforeach()
